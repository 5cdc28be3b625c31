# netc emit --stage graph
# An absent parameter may be another constant.
layer scaled(x: [B, C], affine = false) {
  param weight: [C] ~ ones if affine else 2
  y[b, c] = x[b, c]*weight[c]
  return y
}
net a(x: [B, 4]) -> y { y = x |> scaled |> scaled(true) }
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  scaled1.y: f32[B, 4]; scaled1.y[b, c] = x[b, c]*2
  param scaled2.weight: f32[4]
  scaled2.y: f32[B, 4]; scaled2.y[b, c] = scaled1.y[b, c]*scaled2.weight[c]
  y = scaled2.y
}
