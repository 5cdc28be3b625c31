# netc emit --stage solve
# The quotient of a reduced index becomes an index of its own.
graph f(x: f32[5]) -> dx {
  y: f32[15]; y[i] = x[i/3]
  l: f32 = sum(i) y[i]^2
  dx: f32[5] = gradient(l, x)
}
=== exit 0
graph f(x: f32[5]) -> dx {
  y: f32[15]; y[i] = x[i/3]
  l: f32 = sum(i) y[i]^2
  l.grad: f32 = 1
  y.grad: f32[15]; y.grad[i] = l.grad*(2*y[i])
  x.grad: f32[5]; x.grad[p] = sum(u < 3) y.grad[p*3 + u]
  dx = x.grad
}
