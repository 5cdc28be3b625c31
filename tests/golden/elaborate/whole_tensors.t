# netc emit --stage graph
# What a statement says of whole tensors is one node.
net a(x: [B, 4], z: [4]) -> y {
  h = relu(x + z)*0.5
  y = sigmoid(h - x) |> square
}
=== exit 0
fn sigmoid(x: f32) {
  grad x = sigmoid(x)*(1 - sigmoid(x))
  return if exp(minimum(88, x)) < 1 then fma(-exp(minimum(88, x)), exp(minimum(88, x))/(1 + exp(minimum(88, x))), exp(minimum(88, x))) else exp(minimum(88, x))/(1 + exp(minimum(88, x)))
}
graph predict_a(x: f32[B, 4], z: f32[4]) -> y {
  capacity = (B: 1)
  h: f32[B, 4]; h[i, j] = (if x[i, j] + z[j] <= 0 then 0 else x[i, j] + z[j])*0.5
  y: f32[B, 4]; y[i, j] = sigmoid(h[i, j] - x[i, j])*sigmoid(h[i, j] - x[i, j])
}
