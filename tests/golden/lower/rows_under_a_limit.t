# netc emit --stage loops --cpu x86-64-v3 --bind B=8 --rows all --ram-limit 1M
# Under a limit, too, the entry for eight rows runs the one for a single row: its part of the workspace is no larger than that of all.
net f(x: [B, 4], w: [4]) -> y {
  y[b] = sum(i) x[b, i]*w[i]
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

kernel y_0(x_0: f32 in, w_1: f32 in, y_2: f32 out) at "<stdin>:4" {
  let acc0: f32x8 = 0
  for i_2 in 0..4 step 8 {
    let v1: f32x8 = x_0[i_2 : minimum(8, 4 - i_2) of 8]
    let v2: f32x8 = w_1[i_2 : minimum(8, 4 - i_2) of 8]
    acc0 = acc0 + select(lanes(0 : 8) < broadcast(minimum(8, 4 - i_2)), v1 * v2, 0)
  }
  let r3: f32 = sum_lanes(acc0)
  y_2[0] = r3
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 4]
  input "w": f32[4]
  output "y": f32[B]
  buffer x_0: f32[4] at input 0
  buffer w_1: f32[4] at input 1
  buffer y_2: f32[1] at output 0
  call y_0(x_0, w_1, y_2) as "y" at "<stdin>:4" cost 8, 36, 451.2
}

entry predict "predict_B8" {
  symbol B = 8
  input "x": f32[B, 4]
  input "w": f32[4]
  output "y": f32[B]
  rows "predict_B1" by 1
}
