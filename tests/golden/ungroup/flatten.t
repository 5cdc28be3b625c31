# netc emit --stage ungroup
# A flatten disappears into the contraction that reads it, and into both its gradients.
graph f(x: f32[2, 3, 2, 4], w: f32[5, 24]) -> z, dx, dw {
  y: f32[2, 24]; y[b, (c, h, v)] = x[b, c, h, v]
  z: f32[2, 5]; z[b, o] = sum(i) y[b, i]*w[o, i]
  l: f32 = sum(b, o) z[b, o]
  dx: f32[2, 3, 2, 4] = gradient(l, x)
  dw: f32[5, 24] = gradient(l, w)
}
=== exit 0
graph f(x: f32[2, 3, 2, 4], w: f32[5, 24]) -> z, dx, dw {
  y: f32[2, 24]; y[b, (c, h, v)] = x[b, c, h, v]
  z: f32[2, 5]; z[b, o] = sum(c, h, v) x[b, c, h, v]*w[o, c*8 + h*4 + v]
  l.grad: f32 = 1
  z.grad: f32[2, 5]; z.grad[b, o] = l.grad
  w.grad: f32[5, 24]; w.grad[o, (c, h, v)] = sum(b) l.grad*x[b, c, h, v]
  y.grad: f32[2, 24]; y.grad[b, i] = sum(o) l.grad*w[o, i]
  x.grad: f32[2, 3, 2, 4]; x.grad[b, c, h, v] = y.grad[b, c*8 + h*4 + v]
  dx = x.grad
  dw = w.grad
}
