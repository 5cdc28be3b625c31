# netc emit --stage graph --train
# A draw is known by its key; there is none in prediction.
net a(x: [B, 3]) -> y { y = x |> dense(3) |> dropout(0.25) }
train a(t: [B, 3]) {
  loss      = mse(y, t)
  optimizer = sgd(lr: 0.1)
}
=== exit 0
graph train_a(x: f32[B, 3], t: f32[B, 3]) -> loss {
  capacity = (B: 32)
  param dense1.weight: f32[3, 3]
  param dense1.bias: f32[3]
  dense1.sum: f32[B, 3]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 3]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  draw dropout1.u: f32[B, 3] ~ uniform(0, 1) key 168202377894591825; dropout1.u[i, j] = random(0)
  dropout1.y: f32[B, 3]; dropout1.y[i, j] = if dropout1.u[i, j] < 0.25 then 0 else dense1.y[i, j]*1.3333334
  mse.sum: f32 = sum(i, j) (dropout1.y[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*3)
  grad.dense1.weight: f32[3, 3] = gradient(mse, dense1.weight)
  grad.dense1.bias: f32[3] = gradient(mse, dense1.bias)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  dense1.weight.w: f32[3, 3]; dense1.weight.w[i, j] = dense1.weight[i, j] - f32(lr)*grad.dense1.weight[i, j]
  dense1.bias.w: f32[3]; dense1.bias.w[i] = dense1.bias[i] - f32(lr)*grad.dense1.bias[i]
  loss = mse
  update dense1.weight = dense1.weight.w
  update dense1.bias = dense1.bias.w
}
