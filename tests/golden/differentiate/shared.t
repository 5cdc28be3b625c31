# netc emit --stage differentiate
# Two uses of one tensor give two parts, added once.
graph f(x: f32[4]) -> dx {
  a: f32[4]; a[i] = x[i]*x[3 - i]
  b: f32[4]; b[i] = a[i] + x[i]
  l: f32 = sum(i) b[i]
  dx: f32[4] = gradient(l, x)
}
=== exit 0
graph f(x: f32[4]) -> dx {
  a: f32[4]; a[i] = x[i]*x[3 - i]
  b: f32[4]; b[i] = a[i] + x[i]
  l: f32 = sum(i) b[i]
  l.grad: f32 = 1
  b.grad: f32[4]; b.grad[i0] = sum(i < 4 if i0 == i) l.grad
  a.grad: f32[4]; a.grad[i0] = sum(i if i0 == i) b.grad[i]
  x.grad: f32[4]; x.grad[i0] = sum(i if i0 == i) b.grad[i]
  x.grad_2: f32[4]; x.grad_2[p] = sum(i if p + i == 3) a.grad[i]*x[i]
  x.grad_3: f32[4]; x.grad_3[i0] = sum(i if i0 == i) a.grad[i]*x[3 - i]
  x.grad_4: f32[4]; x.grad_4[i] = x.grad[i] + (x.grad_2[i] + x.grad_3[i])
  dx = x.grad_4
}
