# netc emit --stage differentiate
# A product differentiates by the product of the other terms: right also where one is 0.
graph f(x: f32[2, 3]) -> dx {
  y: f32[2]; y[b] = prod(i) x[b, i]
  l: f32 = sum(b) y[b]
  dx: f32[2, 3] = gradient(l, x)
}
=== exit 0
graph f(x: f32[2, 3]) -> dx {
  y: f32[2]; y[b] = prod(i) x[b, i]
  y.others: f32[2, 3]; y.others[b, i0] = prod(i if i0 != i) x[b, i]
  l: f32 = sum(b) y[b]
  l.grad: f32 = 1
  y.grad: f32[2]; y.grad[b0] = sum(b < 2 if b0 == b) l.grad
  x.grad: f32[2, 3]; x.grad[b0, i0] = sum(b, i if b0 == b and i0 == i) y.grad[b]*y.others[b, i]
  dx = x.grad
}
