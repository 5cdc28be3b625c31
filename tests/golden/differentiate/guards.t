# netc emit --stage differentiate
# Only the branch taken counts: the choice becomes a condition of the sum, and no factor leaves its guard.
graph f(x: f32[6], w: f32[6]) -> dx, dw {
  y: f32[6]; y[i] = if i > 0 then x[i - 1]*w[i] else w[i]
  l: f32 = sum(i) y[i]
  dx: f32[6] = gradient(l, x)
  dw: f32[6] = gradient(l, w)
}
=== exit 0
graph f(x: f32[6], w: f32[6]) -> dx, dw {
  y: f32[6]; y[i] = if i >= 1 then x[i - 1]*w[i] else w[i]
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[6]; y.grad[i0] = sum(i < 6 if i0 == i) l.grad
  w.grad: f32[6]; w.grad[i0] = sum(i if i0 == i) (if i < 1 then y.grad[i] else y.grad[i]*x[i - 1])
  x.grad: f32[6]; x.grad[p] = sum(i if p + 1 == i and i >= 1) y.grad[i]*w[i]
  dx = x.grad
  dw = w.grad
}
