# netc emit --precision bf16 --cpu znver4 --stage pair_products -
# What no step changes is rounded before the first one.
net f(x: [B, 8, 64]) -> y {
  y = x |> lstm(64)
}
=== exit 0
fn sigmoid(x: f32) {
  grad x = sigmoid(x)*(1 - sigmoid(x))
  return if exp(minimum(88, x)) < 1 then fma(-exp(minimum(88, x)), exp(minimum(88, x))/(1 + exp(minimum(88, x))), exp(minimum(88, x))) else exp(minimum(88, x))/(1 + exp(minimum(88, x)))
}
graph predict_f(x: f32[B, 8, 64]) -> y {
  capacity = (B: 1)
  param lstm1.weight_ih: f32[256, 64]
  param lstm1.weight_hh: f32[256, 64]
  param lstm1.bias: f32[256]
  lstm1.lstm_steps1.h.start: f32[B, 64]; lstm1.lstm_steps1.h.start[i, j] = 0
  x.pairs: i32[B, 8, 32]; x.pairs[j, lstm1.lstm_steps1.t, i] = pair(x[j, lstm1.lstm_steps1.t, i], x[j, lstm1.lstm_steps1.t, i + 32])
  lstm1.weight_ih.pairs: i32[256, 32]; lstm1.weight_ih.pairs[o, i] = pair(lstm1.weight_ih[o, i], lstm1.weight_ih[o, i + 32])
  lstm1.lstm_steps1.linear.steps: f32[8, B, 256]; lstm1.lstm_steps1.linear.steps[lstm1.lstm_steps1.t, j, o] = sum(i) dot(x.pairs[j, lstm1.lstm_steps1.t, i], lstm1.weight_ih.pairs[o, i])
  lstm1.weight_hh.pairs: i32[256, 32]; lstm1.weight_hh.pairs[o, i] = pair(lstm1.weight_hh[o, i], lstm1.weight_hh[o, i + 32])
  scan over lstm1.lstm_steps1.t < 8, name: lstm1.lstm_steps1.scan, axes: [1]
  carry lstm1.lstm_steps1.h: f32[B, 64] = lstm1.lstm_steps1.h.start, lstm1.lstm_steps1.c: f32[B, 64] = lstm1.lstm_steps1.h.start {
    lstm1.lstm_steps1.linear: f32[B, 256]; lstm1.lstm_steps1.linear[i, j] = lstm1.lstm_steps1.linear.steps[lstm1.lstm_steps1.t, i, j]
    lstm1.lstm_steps1.h.pairs: i32[B, 32]; lstm1.lstm_steps1.h.pairs[j, i] = pair(lstm1.lstm_steps1.h[j, i], lstm1.lstm_steps1.h[j, i + 32])
    lstm1.lstm_steps1.linear_2: f32[B, 256]; lstm1.lstm_steps1.linear_2[j, o] = sum(i) dot(lstm1.lstm_steps1.h.pairs[j, i], lstm1.weight_hh.pairs[o, i])
    lstm1.lstm_steps1.x: f32[B, 256]; lstm1.lstm_steps1.x[i, j] = lstm1.lstm_steps1.linear[i, j] + lstm1.lstm_steps1.linear_2[i, j] + lstm1.bias[j]
    lstm1.lstm_steps1.c_2: f32[B, 64]; lstm1.lstm_steps1.c_2[i, j] = sigmoid(lstm1.lstm_steps1.x[i, j + 64] + 1)*lstm1.lstm_steps1.c[i, j] + sigmoid(lstm1.lstm_steps1.x[i, j])*tanh(lstm1.lstm_steps1.x[i, j + 128])
    lstm1.lstm_steps1.h_2: f32[B, 64]; lstm1.lstm_steps1.h_2[i, j] = sigmoid(lstm1.lstm_steps1.x[i, j + 192])*tanh(lstm1.lstm_steps1.c_2[i, j])
    lstm1.lstm_steps1.h = lstm1.lstm_steps1.h_2
    lstm1.lstm_steps1.c = lstm1.lstm_steps1.c_2
    yield lstm1.lstm_steps1.h_2
  }
  lstm1.lstm_steps1.y: f32[B, 8, 64] = project(lstm1.lstm_steps1.scan, 0)
  y = lstm1.lstm_steps1.y
}
