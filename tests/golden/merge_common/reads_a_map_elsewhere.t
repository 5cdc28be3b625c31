# netc emit --stage merge_common
# The map is read wherever the indices are inside of it, also of a shorter one.
graph f(x: f32[8]) -> y, z, w, v, q {
  y: f32[8]; y[i] = sqrt(x[i])
  z: f32[4, 2]; z[i, u] = sqrt(x[i*2 + u])*3
  w: f32[7]; w[i] = sqrt(x[i + 1])*3
  v: f32[6]; v[i] = sqrt(x[i])
  q: f32[6]; q[i] = sqrt(x[i + 2])*3
}
=== exit 0
graph f(x: f32[8]) -> y, z, w, v, q {
  y: f32[8]; y[i] = sqrt(x[i])
  z: f32[4, 2]; z[i, u] = 3*y[i*2 + u]
  w: f32[7]; w[i] = 3*y[i + 1]
  v: f32[6]; v[i] = y[i]
  q: f32[6]; q[i] = 3*y[i + 2]
}
