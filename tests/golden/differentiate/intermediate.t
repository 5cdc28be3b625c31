# netc emit --stage differentiate
# A gradient by a value on the way is the one that the sweep passes on; nothing is made twice.
graph f(x: f32[4]) -> dx, dy {
  y: f32[4]; y[i] = x[i]^3
  l: f32 = sum(i) y[i]^2
  dx: f32[4] = gradient(l, x)
  dy: f32[4] = gradient(l, y)
}
=== exit 0
graph f(x: f32[4]) -> dx, dy {
  y: f32[4]; y[i] = x[i]^3
  l: f32 = sum(i) y[i]^2
  l.grad: f32 = 1
  y.grad: f32[4]; y.grad[i0] = sum(i if i0 == i) l.grad*(2*y[i])
  x.grad: f32[4]; x.grad[i0] = sum(i if i0 == i) y.grad[i]*(3*x[i]^2)
  dx = x.grad
  dy = y.grad
}
