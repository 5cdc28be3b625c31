# netc emit --stage ungroup
# A window over an upsampled tensor would divide at every point: the tensor is kept.
graph f(x: f32[5], k: f32[3]) -> y {
  u: f32[10]; u[i] = x[i/2]
  y: f32[8]; y[i] = sum(r) u[i + r]*k[r]
}
=== exit 0
graph f(x: f32[5], k: f32[3]) -> y {
  u: f32[10]; u[(i, u)] = x[i]
  y: f32[8]; y[i] = sum(r) u[i + r]*k[r]
}
