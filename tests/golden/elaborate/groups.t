# netc emit --stage graph
# Merged indices: groups = 1 leaves no trace, groups of one channel neither.
net a(x: [B, 4, 8]) -> y { y = x |> conv(6, 3, groups: 2, bias: false) |> conv(6, 3, groups: 6, bias: false) }
=== exit 0
graph predict_a(x: f32[B, 4, 8]) -> y {
  capacity = (B: 1)
  param conv1.weight: f32[6, 2, 3]
  conv1.conv1d: f32[B, 6, 6]; conv1.conv1d[b, (g < 2, o), j] = sum(c, s) x[b, g*2 + c, j + s]*conv1.weight[g*3 + o, c, s]
  param conv2.weight: f32[6, 1, 3]
  conv2.conv1d: f32[B, 6, 4]; conv2.conv1d[b, g, j] = sum(c, s) conv1.conv1d[b, g, j + s]*conv2.weight[g, c, s]
  y = conv2.conv1d
}
