# netc emit --stage loops --cpu x86-64-v3 -
# Where nothing multiplies by powers of two, exponents are made of bits: of one factor or two where
# their bounds are known, as in elementary functions, else of three.
net n(x: f32[B, 8]) -> y, z, w {
  y = exp(x)
  z = tanh(x)
  w = scalb(x, x)
}
=== exit 0
program "n" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel y_0(x_0: f32 in, y_1: f32 out) at "<stdin>:5" {
  let v0: f32x8 = x_0[0 : 8]
  let v1: f32x8 = minimum(89, maximum(-104, v0))
  let v2: f32x8 = fma(v1, 1.442695, 12582912)
  let v3: f32x8 = v2 - 12582912
  let v4: f32x8 = fma(v3, -1.4286068e-06, fma(v3, -0.69314575, v1))
  let v5: boolx8 = v2 < 12582912
  y_1[0 : 8] = fma(fma(fma(fma(fma(fma(0.0013780594, v4, 0.0083731245), v4, 0.041669536), v4, 0.16666472), v4, 0.49999985), v4, 1), v4, 1) * from_bits(bits(v2) * 8388608 + select(v5, 1602224128, 528482304)) * select(v5, 5.421011e-20, 1.8446744e+19)
}

kernel z_1(x_0: f32 in, z_1: f32 out) at "<stdin>:6" {
  let v0: f32x8 = x_0[0 : 8]
  let v1: f32x8 = minimum(9.1, maximum(-9.1, v0))
  let v2: f32x8 = fma(v1, 2.88539, 12582912)
  let v3: f32x8 = fma(v2 - 12582912, -0.3465736, v1)
  let v4: f32x8 = from_bits(bits(v2) * 8388608 + 1065353216)
  let v5: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v3, 0.13390552), v3, 0.33333635), v3, 0.66666067), v3, 0.99999994) * v3, v3, v3), v4, fma(v4, 0.5, -0.5))
  let v6: f32x8 = v5 / (v5 + 1)
  z_1[0 : 8] = select(v1 == 0, v1, select(v5 < 0.5, fma(-v5, v6, v5), v6))
}

kernel w_2(x_0: f32 in, w_1: f32 out) at "<stdin>:7" {
  let v0: f32x8 = x_0[0 : 8]
  let v1: f32x8 = maximum(-278, minimum(278, floor(v0)))
  let v2: boolx8 = v1 < -126
  let v3: boolx8 = 127 < v1
  let v4: f32x8 = select(v2, -64, select(v3, 127, 0))
  let v5: f32x8 = v1 - v4
  let v6: f32x8 = select(v2 or v3, floor(0.5 * v5), v5)
  w_1[0 : 8] = select(v0 - v0 == 0, v0 * from_bits(bits(v6 + 12582912) * 8388608 + 1065353216) * from_bits(bits(v5 - v6 + 12582912) * 8388608 + 1065353216) * from_bits(bits(v4 + 12582912) * 8388608 + 1065353216), v0 * maximum(0, v0))
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 8]
  output "y": f32[B, 8]
  output "z": f32[B, 8]
  output "w": f32[B, 8]
  buffer x_0: f32[8] at input 0
  buffer y_1: f32[8] at output 0
  buffer z_2: f32[8] at output 1
  buffer w_3: f32[8] at output 2
  call y_0(x_0, y_1) as "y" at "<stdin>:5" cost 160, 64, 449.6
  call z_1(x_0, z_2) as "z" at "<stdin>:6" cost 160, 64, 449.6
  call w_2(x_0, w_3) as "w" at "<stdin>:7" cost 8, 64, 145.6
}
