# netc emit --stage graph --train
# Biases without decay, at half the rate.
net a(x: [B, 3]) -> y { y = x |> dense(4) }
train a(t: [B, 4]) {
  loss      = mse(y, t)
  optimizer = sgd(lr: 0.1, weight_decay: 0.01)
  group "*.bias" (weight_decay: 0, lr: 0.05)
}
=== exit 0
graph train_a(x: f32[B, 3], t: f32[B, 4]) -> loss {
  capacity = (B: 32)
  param dense1.weight: f32[4, 3]
  param dense1.bias: f32[4]
  dense1.sum: f32[B, 4]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 4]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  mse.sum: f32 = sum(i, j) (dense1.y[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*4)
  grad.dense1.weight: f32[4, 3] = gradient(mse, dense1.weight)
  grad.dense1.bias: f32[4] = gradient(mse, dense1.bias)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  dense1.weight.w: f32[4, 3]; dense1.weight.w[i, j] = dense1.weight[i, j] - f32(lr)*(grad.dense1.weight[i, j] + 0.01*dense1.weight[i, j])
  scalar: f64 = 0.5*lr
  dense1.bias.w: f32[4]; dense1.bias.w[i] = dense1.bias[i] - f32(scalar)*grad.dense1.bias[i]
  loss = mse
  update dense1.weight = dense1.weight.w
  update dense1.bias = dense1.bias.w
}
