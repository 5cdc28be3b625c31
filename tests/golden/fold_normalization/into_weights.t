# netc emit --stage fold_normalization
# In a prediction normalisation goes into the weights; a contraction that is read twice keeps them.
op add(x: [..A], y: [..A]) -> s: [..A]
  s[..a] = x[..a] + y[..a]

net f(x: f32[B, 3, 6, 6]) -> y, z {
  y = x |> conv(4, kernel: 3) |> batchnorm |> relu
  g = x |> conv(4, kernel: 1)
  z = g |> batchnorm |> add(g)
}
=== exit 0
graph predict_f(x: f32[B, 3, 6, 6]) -> y, z {
  capacity = (B: 1)
  param conv1.weight: f32[4, 3, 3, 3]
  conv1.conv2d: f32[B, 4, 4, 4]; conv1.conv2d[b, o, i, j] = sum(c, r, s) x[b, c, i + r, j + s]*conv1.weight[o, c, r, s]
  param conv1.bias: f32[4]
  conv1.y: f32[B, 4, 4, 4]; conv1.y[b, o, i, j] = conv1.conv2d[b, o, i, j] + conv1.bias[o]
  param batchnorm1.weight: f32[4]
  param batchnorm1.bias: f32[4]
  state batchnorm1.running_mean: f32[4]
  state batchnorm1.running_var: f32[4]
  conv1.weight.folded: f32[4, 3, 3, 3]; conv1.weight.folded[i, j, k, l] = conv1.weight[i, j, k, l]*(1/sqrt(batchnorm1.running_var[i] + 1e-05)*batchnorm1.weight[i])
  batchnorm1.y.sum: f32[B, 4, 4, 4]; batchnorm1.y.sum[b, o, i, j] = sum(c, r, s) x[b, c, i + r, j + s]*conv1.weight.folded[o, c, r, s]
  batchnorm1.y.term: f32[4]; batchnorm1.y.term[i] = 1/sqrt(batchnorm1.running_var[i] + 1e-05)*batchnorm1.weight[i]*conv1.bias[i] + (-batchnorm1.running_mean[i]*(1/sqrt(batchnorm1.running_var[i] + 1e-05))*batchnorm1.weight[i] + batchnorm1.bias[i])
  batchnorm1.y: f32[B, 4, 4, 4]; batchnorm1.y[b, c, i, j] = batchnorm1.y.sum[b, c, i, j] + batchnorm1.y.term[c]
  y: f32[B, 4, 4, 4]; y[i, j, k, l] = if batchnorm1.y[i, j, k, l] <= 0 then 0 else batchnorm1.y[i, j, k, l]
  param conv2.weight: f32[4, 3, 1, 1]
  conv2.conv2d: f32[B, 4, 6, 6]; conv2.conv2d[b, o, i, j] = sum(c) x[b, c, i, j]*conv2.weight[o, c, 0, 0]
  param conv2.bias: f32[4]
  conv2.y: f32[B, 4, 6, 6]; conv2.y[b, o, i, j] = conv2.conv2d[b, o, i, j] + conv2.bias[o]
  param batchnorm2.weight: f32[4]
  param batchnorm2.bias: f32[4]
  state batchnorm2.running_mean: f32[4]
  state batchnorm2.running_var: f32[4]
  batchnorm2.y: f32[B, 4, 6, 6]; batchnorm2.y[b, c, i, j] = (conv2.y[b, c, i, j] - batchnorm2.running_mean[c])/sqrt(batchnorm2.running_var[c] + 1e-05)*batchnorm2.weight[c] + batchnorm2.bias[c]
  add: f32[B, 4, 6, 6]; add[i, j, k, l] = batchnorm2.y[i, j, k, l] + conv2.y[i, j, k, l]
  z = add
}
