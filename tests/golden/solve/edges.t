# netc emit --stage solve
# An index that an edge determines is read from it.
graph f(source: i32[6] in 4, target: i32[6] in 4, w: f32[6], x: f32[4, 2]) -> dw, dx {
  y: f32[4, 2]; y[i, f] = sum(e < 6 if target[e] == i) w[e]*x[source[e], f]
  l: f32 = sum(i, f) y[i, f]^2
  dw: f32[6] = gradient(l, w)
  dx: f32[4, 2] = gradient(l, x)
}
=== exit 0
graph f(source: i32[6] in 4, target: i32[6] in 4, w: f32[6], x: f32[4, 2]) -> dw, dx {
  y: f32[4, 2]; y[i, f] = sum(e if i == target[e]) w[e]*x[source[e], f]
  l: f32 = sum(i, f) y[i, f]^2
  l.grad: f32 = 1
  y.grad: f32[4, 2]; y.grad[i, f] = l.grad*(2*y[i, f])
  x.grad: f32[4, 2]; x.grad[p, f] = sum(e if p == source[e]) y.grad[target[e], f]*w[e]
  w.grad: f32[6]; w.grad[e] = sum(f) y.grad[target[e], f]*x[source[e], f]
  dw = w.grad
  dx = x.grad
}
