# netc emit --stage solve
# Windows that overlap: a sum over the windows of a point; the position stays a test.
graph f(x: f32[7]) -> dx {
  y: f32[4]; y[i] = max(r < 3) x[i*2 + r - 1]
  l: f32 = sum(i) y[i]^2
  dx: f32[7] = gradient(l, x)
}
=== exit 0
graph f(x: f32[7]) -> dx {
  y: f32[4]; y[i] = max(r < 3) x[i*2 + r - 1]
  y.argmax: i32[4]; y.argmax[i] = argmax(r < 3) x[i*2 + r - 1]
  l: f32 = sum(i) y[i]^2
  l.grad: f32 = 1
  y.grad: f32[4]; y.grad[i] = l.grad*(2*y[i])
  x.grad: f32[7]; x.grad[p] = sum(r < 2 if r*2 + (p + 1) % 2 == y.argmax[(p + 1)/2 - r]) y.grad[(p + 1)/2 - r]
  dx = x.grad
}
