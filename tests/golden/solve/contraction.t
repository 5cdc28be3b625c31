# netc emit --stage solve
# Both gradients of a product of matrices are products of matrices.
graph f(x: f32[2, 3], w: f32[4, 3], b: f32[4]) -> dx, dw, db {
  z: f32[2, 4]; z[n, o] = sum(i) x[n, i]*w[o, i]
  y: f32[2, 4]; y[n, o] = z[n, o] + b[o]
  l: f32 = sum(n, o) y[n, o]*y[n, o]
  dx: f32[2, 3] = gradient(l, x)
  dw: f32[4, 3] = gradient(l, w)
  db: f32[4] = gradient(l, b)
}
=== exit 0
graph f(x: f32[2, 3], w: f32[4, 3], b: f32[4]) -> dx, dw, db {
  z: f32[2, 4]; z[n, o] = sum(i) x[n, i]*w[o, i]
  y: f32[2, 4]; y[n, o] = z[n, o] + b[o]
  l: f32 = sum(n, o) y[n, o]*y[n, o]
  l.grad: f32 = 1
  y.grad: f32[2, 4]; y.grad[n, o] = l.grad*y[n, o] + l.grad*y[n, o]
  b.grad: f32[4]; b.grad[o] = sum(n) y.grad[n, o]
  z.grad: f32[2, 4]; z.grad[n, o] = y.grad[n, o]
  w.grad: f32[4, 3]; w.grad[o, i] = sum(n) z.grad[n, o]*x[n, i]
  x.grad: f32[2, 3]; x.grad[n, i] = sum(o) z.grad[n, o]*w[o, i]
  dx = x.grad
  dw = w.grad
  db = b.grad
}
