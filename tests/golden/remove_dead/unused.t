# netc emit --stage remove_dead
# What reaches no output goes; inputs are the signature and stay.
graph f(x: f32[4], z: f32[4]) -> y {
  a: f32[4]; a[i] = sqrt(x[i])
  b: f32[4]; b[i] = a[i] + z[i]
  y: f32[4]; y[i] = x[i]*2
}
=== exit 0
graph f(x: f32[4], z: f32[4]) -> y {
  y: f32[4]; y[i] = 2*x[i]
}
