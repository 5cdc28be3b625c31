# netc emit --stage differentiate
# What the value does not depend on has gradient 0.
graph f(x: f32[4], z: f32[2]) -> dz {
  l: f32 = sum(i) x[i]
  dz: f32[2] = gradient(l, z)
}
=== exit 0
graph f(x: f32[4], z: f32[2]) -> dz {
  l: f32 = sum(i) x[i]
  l.grad: f32 = 1
  z.grad: f32[2]; z.grad[i] = 0
  dz = z.grad
}
