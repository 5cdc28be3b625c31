# netc emit --stage solve
# A stride becomes residue classes: no point of the sum is tested for a remainder.
graph f(x: f32[9], k: f32[3]) -> dx, dk {
  y: f32[5]; y[i] = sum(r) x[i*2 + r - 1]*k[r]
  l: f32 = sum(i) y[i]
  dx: f32[9] = gradient(l, x)
  dk: f32[3] = gradient(l, k)
}
=== exit 0
graph f(x: f32[9], k: f32[3]) -> dx, dk {
  y: f32[5]; y[i] = sum(r) x[i*2 + r - 1]*k[r]
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[5]; y.grad[i] = l.grad
  k.grad: f32[3]; k.grad[r] = sum(i) y.grad[i]*x[r + i*2 - 1]
  x.grad: f32[9]; x.grad[p] = sum(r < 2) y.grad[(p + 1)/2 - r]*k[r*2 + (p + 1) % 2]
  dx = x.grad
  dk = k.grad
}
