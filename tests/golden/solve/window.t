# netc emit --stage solve
# i + r - 1 == p leaves the shorter index: the gradient of a window is a window.
graph f(x: f32[2, 3, 8, 8], k: f32[4, 3, 3, 3]) -> dx, dk {
  y: f32[2, 4, 8, 8]; y[b, o, i, j] = sum(c, r, s) x[b, c, i + r - 1, j + s - 1]*k[o, c, r, s]
  l: f32 = sum(b, o, i, j) y[b, o, i, j]
  dx: f32[2, 3, 8, 8] = gradient(l, x)
  dk: f32[4, 3, 3, 3] = gradient(l, k)
}
=== exit 0
graph f(x: f32[2, 3, 8, 8], k: f32[4, 3, 3, 3]) -> dx, dk {
  y: f32[2, 4, 8, 8]; y[b, o, i, j] = sum(c, r, s) x[b, c, i + r - 1, j + s - 1]*k[o, c, r, s]
  l: f32 = sum(b, o, i, j) y[b, o, i, j]
  l.grad: f32 = 1
  y.grad: f32[2, 4, 8, 8]; y.grad[b, o, i, j] = l.grad
  k.grad: f32[4, 3, 3, 3]; k.grad[o, c, r, s] = sum(b, i, j) y.grad[b, o, i, j]*x[b, c, r + i - 1, s + j - 1]
  x.grad: f32[2, 3, 8, 8]; x.grad[b, c, p, q] = sum(o, r, s) y.grad[b, o, p - r + 1, q - s + 1]*k[o, c, r, s]
  dx = x.grad
  dk = k.grad
}
