# netc emit --stage graph
# Padding: a term whose read leaves the picture is skipped; the conditions are implied and not printed.
net a(x: [B, 3, 8, 8]) -> y { y = x |> conv(4, 3, stride: 2, pad: 1) }
=== exit 0
graph predict_a(x: f32[B, 3, 8, 8]) -> y {
  capacity = (B: 1)
  param conv1.weight: f32[4, 3, 3, 3]
  conv1.conv2d: f32[B, 4, 4, 4]; conv1.conv2d[b, o, i, j] = sum(c, r, s) x[b, c, i*2 + r - 1, j*2 + s - 1]*conv1.weight[o, c, r, s]
  param conv1.bias: f32[4]
  conv1.y: f32[B, 4, 4, 4]; conv1.y[b, o, i, j] = conv1.conv2d[b, o, i, j] + conv1.bias[o]
  y = conv1.y
}
