# netc emit --stage ungroup
# The points of a window are digits of a merged dimension: no quotient is left.
graph f(x: f32[2, 6, 6]) -> dx {
  y: f32[2, 3, 3]; y[b, i, j] = max(r < 2, s < 2) x[b, i*2 + r, j*2 + s]
  l: f32 = sum(b, i, j) y[b, i, j]^2
  dx: f32[2, 6, 6] = gradient(l, x)
}
=== exit 0
graph f(x: f32[2, 6, 6]) -> dx {
  y: f32[2, 3, 3]; y[b, i, j] = max(r < 2, s < 2) x[b, i*2 + r, j*2 + s]
  y.argmax: i32[2, 3, 3]; y.argmax[b, i, j] = argmax(r < 2, s < 2) x[b, i*2 + r, j*2 + s]
  l.grad: f32 = 1
  y.grad: f32[2, 3, 3]; y.grad[b, i, j] = l.grad*(2*y[b, i, j])
  x.grad: f32[2, 6, 6]; x.grad[b, (p, u), (q, v)] = if u*2 + v == y.argmax[b, p, q] then y.grad[b, p, q] else 0
  dx = x.grad
}
