# netc emit --stage solve
# Points that no window reaches have gradient 0.
graph f(x: f32[5]) -> dx {
  y: f32[2]; y[i] = sum(r < 2) x[i*2 + r]
  l: f32 = sum(i) y[i]^2
  dx: f32[5] = gradient(l, x)
}
=== exit 0
graph f(x: f32[5]) -> dx {
  y: f32[2]; y[i] = sum(r < 2) x[i*2 + r]
  l: f32 = sum(i) y[i]^2
  l.grad: f32 = 1
  y.grad: f32[2]; y.grad[i] = l.grad*(2*y[i])
  x.grad: f32[5]; x.grad[p] = if p/2 < 2 then y.grad[p/2] else 0
  dx = x.grad
}
