# netc emit --stage differentiate
# What padding skips is skipped in the gradients too: the domain is the formula's.
graph f(x: f32[8], k: f32[3]) -> dx, dk {
  y: f32[8]; y[i] = sum(r) x[i + r - 1]*k[r]
  l: f32 = sum(i) y[i]
  dx: f32[8] = gradient(l, x)
  dk: f32[3] = gradient(l, k)
}
=== exit 0
graph f(x: f32[8], k: f32[3]) -> dx, dk {
  y: f32[8]; y[i] = sum(r) x[i + r - 1]*k[r]
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[8]; y.grad[i0] = sum(i < 8 if i0 == i) l.grad
  k.grad: f32[3]; k.grad[r0] = sum(i, r < 3 if r0 == r) y.grad[i]*x[i + r - 1]
  x.grad: f32[8]; x.grad[p] = sum(i, r if p + 1 == i + r and i + r < 9 and i + r >= 1) y.grad[i]*k[r]
  dx = x.grad
  dk = k.grad
}
