# netc emit --stage graph
# The body once; what it needs from outside stands before it; results are projections.
net a(x: [B, 5, 2]) -> y { y = x |> rnn(3) }
=== exit 0
graph predict_a(x: f32[B, 5, 2]) -> y {
  capacity = (B: 1)
  param rnn1.weight_ih: f32[3, 2]
  param rnn1.weight_hh: f32[3, 3]
  param rnn1.bias: f32[3]
  rnn1.rnn_steps1.lengths: i32[B]; rnn1.rnn_steps1.lengths[i] = 5
  rnn1.rnn_steps1.h.start: f32[B, 3]; rnn1.rnn_steps1.h.start[i, j] = 0
  scan over rnn1.rnn_steps1.t < 5, name: rnn1.rnn_steps1.scan, lengths: rnn1.rnn_steps1.lengths, axes: [1]
  carry rnn1.rnn_steps1.h: f32[B, 3] = rnn1.rnn_steps1.h.start {
    rnn1.rnn_steps1.linear: f32[B, 3]; rnn1.rnn_steps1.linear[j, o] = sum(i) x[j, rnn1.rnn_steps1.t, i]*rnn1.weight_ih[o, i]
    rnn1.rnn_steps1.linear_2: f32[B, 3]; rnn1.rnn_steps1.linear_2[j, o] = sum(i) rnn1.rnn_steps1.h[j, i]*rnn1.weight_hh[o, i]
    rnn1.rnn_steps1.h_2: f32[B, 3]; rnn1.rnn_steps1.h_2[i, j] = tanh(rnn1.rnn_steps1.linear[i, j] + rnn1.rnn_steps1.linear_2[i, j] + rnn1.bias[j])
    rnn1.rnn_steps1.h = rnn1.rnn_steps1.h_2
    yield rnn1.rnn_steps1.h_2
  }
  rnn1.rnn_steps1.y: f32[B, 5, 3] = project(rnn1.rnn_steps1.scan, 0)
  rnn1.rnn_steps1.h_3: f32[B, 3] = project(rnn1.rnn_steps1.scan, 1)
  y = rnn1.rnn_steps1.y
}
