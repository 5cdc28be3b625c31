# netc emit --stage graph
layer twice(x: [B, N], f, norm) { return x |> f |> norm |> f }
net a(x: [B, 3]) -> y { y = x |> twice(tanh, rmsnorm) }
=== exit 0
graph predict_a(x: f32[B, 3]) -> y {
  capacity = (B: 1)
  twice1.tanh: f32[B, 3]; twice1.tanh[i, j] = tanh(x[i, j])
  param twice1.norm1.weight: f32[3]
  twice1.norm1.sum: f32[B]; twice1.norm1.sum[j] = sum(i) twice1.tanh[j, i]^2
  twice1.norm1.v: f32[B]; twice1.norm1.v[i] = twice1.norm1.sum[i]/3
  twice1.norm1.y: f32[B, 3]; twice1.norm1.y[j, i] = twice1.tanh[j, i]/sqrt(twice1.norm1.v[j] + 1e-06)*twice1.norm1.weight[i]
  twice1.tanh_2: f32[B, 3]; twice1.tanh_2[i, j] = tanh(twice1.norm1.y[i, j])
  y = twice1.tanh_2
}
