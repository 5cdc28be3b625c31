# netc emit --stage solve
# A computed index that meets a free one is a guard.
graph f(x: f32[3, 5], label: i32[3] in 5) -> dx {
  y: f32[3]; y[b] = x[b, label[b]]
  l: f32 = sum(b) y[b]^2
  dx: f32[3, 5] = gradient(l, x)
}
=== exit 0
graph f(x: f32[3, 5], label: i32[3] in 5) -> dx {
  y: f32[3]; y[b] = x[b, label[b]]
  l: f32 = sum(b) y[b]^2
  l.grad: f32 = 1
  y.grad: f32[3]; y.grad[b] = l.grad*(2*y[b])
  x.grad: f32[3, 5]; x.grad[b, p] = if p == label[b] then y.grad[b] else 0
  dx = x.grad
}
