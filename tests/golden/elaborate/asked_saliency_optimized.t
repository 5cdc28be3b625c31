# netc emit --with saliency --stage opt
# The gradient is written out, and what it does not need is gone.
net g(image: u8[B, 4]) -> y { y = image |> scale(0.5) |> dense(3) }
=== exit 0
graph saliency_g(image: u8[B, 4], class: i32[B] in 3) -> y, gradient {
  capacity = (B: 1)
  float.image: f32[B, 4]; float.image[i, j] = f32(image[i, j])
  param dense1.weight: f32[3, 4]
  param dense1.bias: f32[3]
  dense1.sum.sum: f32[B, 3]; dense1.sum.sum[j, o] = sum(i) float.image[j, i]*dense1.weight[o, i]
  dense1.sum: f32[B, 3]; dense1.sum[j, o] = 0.5*dense1.sum.sum[j, o]
  dense1.y: f32[B, 3]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  dense1.y.grad: f32[B, 3]; dense1.y.grad[b, p] = if p == class[b] then 1 else 0
  dense1.weight.folded: f32[3, 4]; dense1.weight.folded[i, j] = 0.5*dense1.weight[i, j]
  float.image.grad.sum: f32[B, 4]; float.image.grad.sum[j, i] = sum(o) dense1.y.grad[j, o]*dense1.weight.folded[o, i]
  float.image.grad: f32[B, 4]; float.image.grad[i, j] = float.image.grad.sum[i, j]
  y = dense1.y
  gradient = float.image.grad
}
