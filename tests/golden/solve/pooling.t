# netc emit --stage solve
# Windows that do not overlap: every point has one, its quotient, and the sum is a map.
graph f(x: f32[2, 6, 6]) -> dx {
  y: f32[2, 3, 3]; y[b, i, j] = max(r < 2, s < 2) x[b, i*2 + r, j*2 + s]
  l: f32 = sum(b, i, j) y[b, i, j]^2
  dx: f32[2, 6, 6] = gradient(l, x)
}
=== exit 0
graph f(x: f32[2, 6, 6]) -> dx {
  y: f32[2, 3, 3]; y[b, i, j] = max(r < 2, s < 2) x[b, i*2 + r, j*2 + s]
  y.argmax: i32[2, 3, 3]; y.argmax[b, i, j] = argmax(r < 2, s < 2) x[b, i*2 + r, j*2 + s]
  l: f32 = sum(b, i, j) y[b, i, j]^2
  l.grad: f32 = 1
  y.grad: f32[2, 3, 3]; y.grad[b, i, j] = l.grad*(2*y[b, i, j])
  x.grad: f32[2, 6, 6]; x.grad[b, p, q] = if (p % 2)*2 + q % 2 == y.argmax[b, p/2, q/2] then y.grad[b, p/2, q/2] else 0
  dx = x.grad
}
