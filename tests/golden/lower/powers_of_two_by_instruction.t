# netc emit --stage loops --cpu x86-64-v4 -
# AVX-512 multiplies by powers of two.
net n(x: f32[B, 16]) -> y, z {
  y = exp(x)
  z = scalb(x, x)
}
=== exit 0
program "n" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v4"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma,avx512f,avx512vl,avx512bw,avx512dq,avx512cd"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel y_0(x_0: f32 in, y_1: f32 out) at "<stdin>:4" {
  let v0: f32x16 = x_0[0 : 16]
  let v1: f32x16 = minimum(89, maximum(-104, v0))
  let v2: f32x16 = fma(v1, 1.442695, 12582912) - 12582912
  let v3: f32x16 = fma(v2, -1.4286068e-06, fma(v2, -0.69314575, v1))
  y_1[0 : 16] = scalb(fma(fma(fma(fma(fma(fma(0.0013780594, v3, 0.0083731245), v3, 0.041669536), v3, 0.16666472), v3, 0.49999985), v3, 1), v3, 1), v2)
}

kernel z_1(x_0: f32 in, z_1: f32 out) at "<stdin>:5" {
  let v0: f32x16 = x_0[0 : 16]
  z_1[0 : 16] = scalb(v0, v0)
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 16]
  output "y": f32[B, 16]
  output "z": f32[B, 16]
  buffer x_0: f32[16] at input 0
  buffer y_1: f32[16] at output 0
  buffer z_2: f32[16] at output 1
  call y_0(x_0, y_1) as "y" at "<stdin>:4" cost 320, 128, 899.2
  call z_1(x_0, z_2) as "z" at "<stdin>:5" cost 16, 128, 291.2
}
