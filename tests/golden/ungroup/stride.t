# netc emit --stage ungroup
# One contraction for each residue class, where the stride divides the extent.
graph f(x: f32[8], k: f32[3]) -> dx {
  y: f32[4]; y[i] = sum(r) x[i*2 + r - 1]*k[r]
  l: f32 = sum(i) y[i]
  dx: f32[8] = gradient(l, x)
}
=== exit 0
graph f(x: f32[8], k: f32[3]) -> dx {
  l.grad: f32 = 1
  y.grad: f32[4]; y.grad[i] = l.grad
  x.grad: f32[8]; x.grad[(p < 4, u)] = sum(r < 2 if p + (u + 1)/2 <= r + 3 and r <= p + (u + 1)/2) l.grad*k[r*2 + (u + 1) % 2]
  dx = x.grad
}
