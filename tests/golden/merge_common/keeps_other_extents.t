# netc emit --stage merge_common
# A shorter map does not hold what a longer one needs.
graph f(x: f32[8]) -> y, z {
  y: f32[4]; y[i] = sqrt(x[i])
  z: f32[8]; z[i] = sqrt(x[i])*3
}
=== exit 0
graph f(x: f32[8]) -> y, z {
  y: f32[4]; y[i] = sqrt(x[i])
  z: f32[8]; z[i] = 3*sqrt(x[i])
}
