# netc emit --stage ungroup
# The gradient of a grouped contraction is grouped.
graph f(x: f32[2, 6, 5], k: f32[4, 3, 3]) -> dx {
  y: f32[2, 4, 5]; y[b, (g < 2, o), j] = sum(c < 3, s) x[b, g*3 + c, j + s - 1]*k[g*2 + o, c, s]
  l: f32 = sum(b, o, j) y[b, o, j]
  dx: f32[2, 6, 5] = gradient(l, x)
}
=== exit 0
graph f(x: f32[2, 6, 5], k: f32[4, 3, 3]) -> dx {
  l.grad: f32 = 1
  y.grad: f32[2, 4, 5]; y.grad[b, o, j] = l.grad
  x.grad: f32[2, 6, 5]; x.grad[b, (p, u), q] = sum(o < 2, s if q <= s + 3 and s <= q + 1) l.grad*k[p*2 + o, u, s]
  dx = x.grad
}
