# netc emit --stage merge_common
# Reading memory costs more than a sum: it is computed again.
graph f(x: f32[4]) -> y, z {
  y: f32[4]; y[i] = x[i] + 1
  z: f32[4]; z[i] = (x[i] + 1)*(x[i] + 2)
}
=== exit 0
graph f(x: f32[4]) -> y, z {
  y: f32[4]; y[i] = x[i] + 1
  z: f32[4]; z[i] = (x[i] + 1)*(x[i] + 2)
}
