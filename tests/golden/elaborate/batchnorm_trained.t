# netc emit --stage graph --train
# Statistics of the batch, running values updated; all reads of a state see the value from before.
net a(x: [B, 3]) -> y { y = x |> batchnorm }
train a(t: [B, 3]) {
  loss      = mse(y, t)
  optimizer = sgd(lr: 0.1)
}
=== exit 0
graph train_a(x: f32[B, 3], t: f32[B, 3]) -> loss {
  capacity = (B: 32)
  param batchnorm1.weight: f32[3]
  param batchnorm1.bias: f32[3]
  state batchnorm1.running_mean: f32[3]
  state batchnorm1.running_var: f32[3]
  batchnorm1.sum: f32[3]; batchnorm1.sum[c] = sum(b) x[b, c]
  batchnorm1.m: f32[3]; batchnorm1.m[c] = batchnorm1.sum[c]/f32(B)
  batchnorm1.sum_2: f32[3]; batchnorm1.sum_2[c] = sum(b) (x[b, c] - batchnorm1.m[c])^2
  batchnorm1.v: f32[3]; batchnorm1.v[c] = batchnorm1.sum_2[c]/f32(B)
  batchnorm1.n: i32[3]; batchnorm1.n[c] = i32(B)
  batchnorm1.running_mean_2: f32[3]; batchnorm1.running_mean_2[i] = 0.9*batchnorm1.running_mean[i] + 0.1*batchnorm1.m[i]
  batchnorm1.running_var_2: f32[3]; batchnorm1.running_var_2[i] = 0.9*batchnorm1.running_var[i] + 0.1*batchnorm1.v[i]*f32(batchnorm1.n[i])/f32(maximum(batchnorm1.n[i] - 1, 1))
  batchnorm1.y: f32[B, 3]; batchnorm1.y[b, c] = (x[b, c] - batchnorm1.m[c])/sqrt(batchnorm1.v[c] + 1e-05)*batchnorm1.weight[c] + batchnorm1.bias[c]
  mse.sum: f32 = sum(i, j) (batchnorm1.y[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*3)
  grad.batchnorm1.weight: f32[3] = gradient(mse, batchnorm1.weight)
  grad.batchnorm1.bias: f32[3] = gradient(mse, batchnorm1.bias)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  batchnorm1.weight.w: f32[3]; batchnorm1.weight.w[i] = batchnorm1.weight[i] - f32(lr)*grad.batchnorm1.weight[i]
  batchnorm1.bias.w: f32[3]; batchnorm1.bias.w[i] = batchnorm1.bias[i] - f32(lr)*grad.batchnorm1.bias[i]
  loss = mse
  update batchnorm1.running_mean = batchnorm1.running_mean_2
  update batchnorm1.running_var = batchnorm1.running_var_2
  update batchnorm1.weight = batchnorm1.weight.w
  update batchnorm1.bias = batchnorm1.bias.w
}
