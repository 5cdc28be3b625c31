# netc emit --stage loops --cpu x86-64-v2 --bind B=1
# Both sides of a choice are computed: the read that the condition guards stays inside all the same.
net f(x: f32[B, 5]) -> y {
  y[b, i < 7] = if i < 5 then x[b, i] else 0
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v2"
  features "ssse3,sse4.1,sse4.2"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel y_0(x_0: f32 in, y_1: f32 out) at "<stdin>:4" {
  for i in 0..4 step 4 {
    let v0: f32x4 = gather(x_0, minimum(maximum(lanes(i : 4), 0), 4))
    y_1[i : 4] = select(0 <= -1*lanes(i : 4) + 4, v0, 0)
  }
  let v1: f32x4 = gather(x_0, minimum(maximum(minimum(lanes(4 : 4), 6), 0), 4))
  y_1[4 : 3 of 4] = select(0 <= -1*minimum(lanes(4 : 4), 6) + 4, v1, 0)
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 5]
  output "y": f32[B, 7]
  buffer x_0: f32[5] at input 0
  buffer y_1: f32[7] at output 0
  call y_0(x_0, y_1) as "y" at "<stdin>:4" cost 14, 48, 161.6
}
