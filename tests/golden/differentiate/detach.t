# netc emit --stage differentiate
# Nothing passes through detach, and that is no mistake.
graph f(x: f32[4], m: f32[4]) -> dx, dm {
  y: f32[4]; y[i] = x[i]*detach(m[i])
  l: f32 = sum(i) y[i]
  dx: f32[4] = gradient(l, x)
  dm: f32[4] = gradient(l, m)
}
=== exit 0
graph f(x: f32[4], m: f32[4]) -> dx, dm {
  y: f32[4]; y[i] = x[i]*detach(m[i])
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[4]; y.grad[i0] = sum(i < 4 if i0 == i) l.grad
  x.grad: f32[4]; x.grad[i0] = sum(i if i0 == i) y.grad[i]*detach(m[i])
  m.grad: f32[4]; m.grad[i] = 0
  dx = x.grad
  dm = m.grad
}
