# netc emit --with saliency --stage graph
# The gradient of the number of one class by the first input, as floats.
net g(image: u8[B, 4], n: i32[B] in 3) -> y { y = image |> scale(0.5) |> dense(3) }
=== exit 0
graph saliency_g(image: u8[B, 4], n: i32[B] in 3, class: i32[B] in 3) -> y, gradient {
  capacity = (B: 1)
  float.image: f32[B, 4]; float.image[i, j] = f32(image[i, j])
  scale: f32[B, 4]; scale[i, j] = float.image[i, j]*0.5
  param dense1.weight: f32[3, 4]
  param dense1.bias: f32[3]
  dense1.sum: f32[B, 3]; dense1.sum[j, o] = sum(i) scale[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 3]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  score: f32 = sum(b) dense1.y[b, class[b]]
  gradient: f32[B, 4] = gradient(score, float.image)
  y = dense1.y
}
