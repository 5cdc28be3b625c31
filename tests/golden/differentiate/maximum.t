# netc emit --stage differentiate
# The gradient of a maximum goes to the position that argmax gives, the first of equals.
graph f(x: f32[3, 6]) -> dx {
  y: f32[3, 5]; y[b, i] = max(r < 2) x[b, i + r]
  l: f32 = sum(b, i) y[b, i]
  dx: f32[3, 6] = gradient(l, x)
}
=== exit 0
graph f(x: f32[3, 6]) -> dx {
  y: f32[3, 5]; y[b, i] = max(r < 2) x[b, i + r]
  y.argmax: i32[3, 5]; y.argmax[b, i] = argmax(r < 2) x[b, i + r]
  l: f32 = sum(b, i) y[b, i]
  l.grad: f32 = 1
  y.grad: f32[3, 5]; y.grad[b0, i0] = sum(b < 3, i < 5 if b0 == b and i0 == i) l.grad
  x.grad: f32[3, 6]; x.grad[b0, p] = sum(b, i, r < 2 if b0 == b and r == y.argmax[b, i] and p == i + r) y.grad[b, i]
  dx = x.grad
}
