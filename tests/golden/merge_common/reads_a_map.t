# netc emit --stage merge_common
# A part of a body that repeats a whole map reads it, where that saves a division or a call.
graph f(x: f32[4], w: f32[3, 4]) -> y, z {
  y: f32[4]; y[i] = 1/(x[i]*x[i] + 1)
  z: f32[3]; z[j] = sum(k) w[j, k]*(1/(x[k]*x[k] + 1))
}
=== exit 0
graph f(x: f32[4], w: f32[3, 4]) -> y, z {
  y: f32[4]; y[i] = 1/(x[i]*x[i] + 1)
  z: f32[3]; z[j] = sum(k) w[j, k]*y[k]
}
