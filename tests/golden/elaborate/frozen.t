# netc emit --stage graph --train
net a(x: [B, 3]) -> y {
  freeze "dense1"
  y = x |> dense(4) |> dense(2)
}
train a(t: [B, 2]) {
  loss      = mse(y, t)
  optimizer = sgd(lr: 0.1)
}
=== exit 0
graph train_a(x: f32[B, 3], t: f32[B, 2]) -> loss {
  capacity = (B: 32)
  param dense1.weight: f32[4, 3]; freeze dense1.weight
  param dense1.bias: f32[4]; freeze dense1.bias
  dense1.sum: f32[B, 4]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 4]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  param dense2.weight: f32[2, 4]
  param dense2.bias: f32[2]
  dense2.sum: f32[B, 2]; dense2.sum[j, o] = sum(i) dense1.y[j, i]*dense2.weight[o, i]
  dense2.y: f32[B, 2]; dense2.y[i, o] = dense2.sum[i, o] + dense2.bias[o]
  mse.sum: f32 = sum(i, j) (dense2.y[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*2)
  grad.dense2.weight: f32[2, 4] = gradient(mse, dense2.weight)
  grad.dense2.bias: f32[2] = gradient(mse, dense2.bias)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  dense2.weight.w: f32[2, 4]; dense2.weight.w[i, j] = dense2.weight[i, j] - f32(lr)*grad.dense2.weight[i, j]
  dense2.bias.w: f32[2]; dense2.bias.w[i] = dense2.bias[i] - f32(lr)*grad.dense2.bias[i]
  loss = mse
  update dense2.weight = dense2.weight.w
  update dense2.bias = dense2.bias.w
}
