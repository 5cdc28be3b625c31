# netc emit --stage differentiate
# Points outside have the value of the fallback, so no gradient.
graph f(x: f32[6], p: i32[6]) -> dx {
  y: f32[6]; y[i] = x[i + p[i]] ?? 0
  l: f32 = sum(i) y[i]
  dx: f32[6] = gradient(l, x)
}
=== exit 0
graph f(x: f32[6], p: i32[6]) -> dx {
  y: f32[6]; y[i] = x[i + p[i]] ?? 0
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[6]; y.grad[i0] = sum(i < 6 if i0 == i) l.grad
  x.grad: f32[6]; x.grad[p2] = sum(i if p2 == i + p[i]) y.grad[i]
  dx = x.grad
}
