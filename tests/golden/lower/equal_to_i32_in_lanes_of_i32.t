# netc emit --stage loops --cpu x86-64-v3
# Positions are compared as i32, of which a vector holds as many as of f32; what may be greater is not.
net f(p: i32[8], x: f32[8]) -> y {
  small[c] = sum(r < 3) (if p[c] == 2*r + 1 then x[c] else 0)
  large[c] = sum(r < 3) (if p[c] == 3000000000*r then x[c] else 0)
  y = small - large
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel small_0(p_0: i32 in, x_1: f32 in, small_2: f32 out) at "<stdin>:4" {
  let acc0: f32x8 = 0
  for r in 0..3 unroll 3 {
    let v1: i32x8 = p_0[0 : 8]
    let v2: f32x8 = x_1[0 : 8]
    acc0 = acc0 + select(v1 == broadcast(i32(2*r + 1)), v2, 0)
  }
  small_2[0 : 8] = acc0
}

kernel large_y_1(p_0: i32 in, x_1: f32 in, small_2: f32 in, y_3: f32 out) at "<stdin>:5" {
  let acc0: f32x8 = 0
  for r in 0..3 unroll 3 {
    let v1: i32x8 = p_0[0 : 8]
    let v2: f32x8 = x_1[0 : 8]
    acc0 = acc0 + select(broadcast(3000000000*r) + -1*indexx8(v1) == 0, v2, 0)
  }
  let v3: f32x8 = small_2[0 : 8]
  y_3[0 : 8] = v3 - acc0
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "p": i32[8]
  input "x": f32[8]
  output "y": f32[8]
  workspace 128
  buffer p_0: i32[8] at input 0
  buffer x_1: f32[8] at input 1
  buffer small_2: f32[8] at workspace 0
  buffer y_3: f32[8] at output 0
  call small_0(p_0, x_1, small_2) as "small" at "<stdin>:4" cost 48, 96, 521.5999999999999
  call large_y_1(p_0, x_1, small_2, y_3) as "large+y" at "<stdin>:5" cost 48, 128, 521.5999999999999
}
