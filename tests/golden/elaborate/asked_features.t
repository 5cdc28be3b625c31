# netc emit --with features --stage graph
# A result for each layer, also within layers, and for what the net names itself.
layer block(x: [B, I], units) {
  x = x |> dense(units)
  y[b, i] = maximum(x[b, i], 0)
  return y
}
net g(image: u8[B, 4]) -> y {
  half = image |> scale(0.5)
  h = half |> block(3)
  y = h |> block(2) |> tanh
}
=== exit 0
graph features_g(image: u8[B, 4]) -> half, block1.dense1, block1, block2.dense1, block2, y, h {
  capacity = (B: 1)
  half: f32[B, 4]; half[i, j] = f32(image[i, j])*0.5
  param block1.dense1.weight: f32[3, 4]
  param block1.dense1.bias: f32[3]
  block1.dense1.sum: f32[B, 3]; block1.dense1.sum[j, o] = sum(i) half[j, i]*block1.dense1.weight[o, i]
  block1.dense1.y: f32[B, 3]; block1.dense1.y[i, o] = block1.dense1.sum[i, o] + block1.dense1.bias[o]
  block1.y: f32[B, 3]; block1.y[b, i] = maximum(block1.dense1.y[b, i], 0)
  param block2.dense1.weight: f32[2, 3]
  param block2.dense1.bias: f32[2]
  block2.dense1.sum: f32[B, 2]; block2.dense1.sum[j, o] = sum(i) block1.y[j, i]*block2.dense1.weight[o, i]
  block2.dense1.y: f32[B, 2]; block2.dense1.y[i, o] = block2.dense1.sum[i, o] + block2.dense1.bias[o]
  block2.y: f32[B, 2]; block2.y[b, i] = maximum(block2.dense1.y[b, i], 0)
  y: f32[B, 2]; y[i, j] = tanh(block2.y[i, j])
  block1.dense1 = block1.dense1.y
  block1 = block1.y
  block2.dense1 = block2.dense1.y
  block2 = block2.y
  h = block1.y
}
