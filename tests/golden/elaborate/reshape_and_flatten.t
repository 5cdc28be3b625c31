# netc emit --stage graph
net a(x: [B, 2, 6]) -> y { y = x |> reshape([3, 4]) |> flatten }
=== exit 0
graph predict_a(x: f32[B, 2, 6]) -> y {
  capacity = (B: 1)
  reshape.flat: f32[B, 12]; reshape.flat[b, (i, j)] = x[b, i, j]
  reshape: f32[B, 3, 4]; reshape[b, i, j] = reshape.flat[b, i*4 + j]
  flatten1.y: f32[B, 12]; flatten1.y[b, (i, j)] = reshape[b, i, j]
  y = flatten1.y
}
