# netc emit --stage graph
net a(x: [B, 3]) -> y { y = x |> batchnorm }
=== exit 0
graph predict_a(x: f32[B, 3]) -> y {
  capacity = (B: 1)
  param batchnorm1.weight: f32[3]
  param batchnorm1.bias: f32[3]
  state batchnorm1.running_mean: f32[3]
  state batchnorm1.running_var: f32[3]
  batchnorm1.y: f32[B, 3]; batchnorm1.y[b, c] = (x[b, c] - batchnorm1.running_mean[c])/sqrt(batchnorm1.running_var[c] + 1e-05)*batchnorm1.weight[c] + batchnorm1.bias[c]
  y = batchnorm1.y
}
