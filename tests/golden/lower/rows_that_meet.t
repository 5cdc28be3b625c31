# netc emit --stage loops --cpu x86-64-v3 --bind B=8 --rows all
# A row that reads another one is not run alone.
net f(x: [B, 4]) -> y {
  y[b, i] = x[b, i] - (x[b - 1, i] ?? 0)
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

kernel y_0(x_0: f32 in, y_1: f32 out) at "<stdin>:4" {
  let v0: f32x8 = x_0[0 : 4 of 8]
  y_1[0 : 4 of 8] = v0 - 0
}

kernel y_1(x_0: f32 in, y_1: f32 out, B) at "<stdin>:4" {
  for b in 0..B {
    let v0: f32x8 = x_0[4*b : 4 of 8]
    let v1: f32x8 = select(boolx8(0 <= b - 1 and b - 1 < B), x_0[4*minimum(maximum(b - 1, 0), B - 1) : 4 of 8], 0)
    y_1[4*b : 4 of 8] = v0 - v1
  }
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 4]
  output "y": f32[B, 4]
  buffer x_0: f32[4] at input 0
  buffer y_1: f32[4] at output 0
  call y_0(x_0, y_1) as "y" at "<stdin>:4" cost 4, 32, 163.2
}

entry predict "predict_B8" {
  symbol B = 8
  input "x": f32[B, 4]
  output "y": f32[B, 4]
  buffer x_0: f32[32] at input 0
  buffer y_1: f32[32] at output 0
  call y_1(x_0, y_1, B) as "y" at "<stdin>:4" cost 4, 32, 163.2
}
