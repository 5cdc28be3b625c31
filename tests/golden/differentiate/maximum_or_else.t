# netc emit --stage differentiate
# Over an empty domain the gradient goes to what stands there.
graph f(x: f32[4], k: i32[4], z: f32[3]) -> dx, dz {
  y: f32[3]; y[g] = max(i if k[i] == g else z[g]) x[i]
  l: f32 = sum(g) y[g]
  dx: f32[4] = gradient(l, x)
  dz: f32[3] = gradient(l, z)
}
=== exit 0
graph f(x: f32[4], k: i32[4], z: f32[3]) -> dx, dz {
  y: f32[3]; y[g] = max(i if g == k[i] else z[g]) x[i]
  y.argmax: i32[3]; y.argmax[g] = argmax(i if g == k[i] else -1) x[i]
  l: f32 = sum(g) y[g]
  l.grad: f32 = 1
  y.grad: f32[3]; y.grad[g0] = sum(g < 3 if g0 == g) l.grad
  x.grad: f32[4]; x.grad[i0] = sum(g, i if i0 == i and g == k[i] and i == y.argmax[g]) y.grad[g]
  z.grad: f32[3]; z.grad[g0] = sum(g if index(y.argmax[g]) == -1 and g0 == g) y.grad[g]
  dx = x.grad
  dz = z.grad
}
