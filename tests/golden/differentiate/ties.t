# netc emit --stage differentiate
# At a tie with a constant the gradient is 0, on either side.
graph f(x: f32[4]) -> dx {
  y: f32[4]; y[i] = maximum(x[i], 0) + maximum(0, x[i]) + minimum(6, x[i])
  l: f32 = sum(i) y[i]
  dx: f32[4] = gradient(l, x)
}
=== exit 0
graph f(x: f32[4]) -> dx {
  y: f32[4]; y[i] = maximum(x[i], 0) + maximum(0, x[i]) + minimum(6, x[i])
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[4]; y.grad[i0] = sum(i < 4 if i0 == i) l.grad
  x.grad: f32[4]; x.grad[i0] = sum(i if i0 == i) ((if x[i] < 6 then y.grad[i] else 0) + (if 0 < x[i] then y.grad[i] else 0) + (if 0 < x[i] then y.grad[i] else 0))
  dx = x.grad
}
