# netc emit --stage simplify
# 0 times infinity is no 0, x - x may be no number: both stay.
graph f(x: f32[4]) -> y, z {
  y: f32[4]; y[i] = 0*x[i]
  z: f32[4]; z[i] = x[i] - x[i]
}
=== exit 0
graph f(x: f32[4]) -> y, z {
  y: f32[4]; y[i] = 0*x[i]
  z: f32[4]; z[i] = x[i] - x[i]
}
