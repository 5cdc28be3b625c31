# netc emit --stage factor_out
# A part that varies along almost as many points stays where it is.
graph f(x: f32[3, 16], z: f32[16]) -> y {
  y: f32[3, 16]; y[n, c] = x[n, c]*sqrt(z[c]) + sqrt(x[n, c])
}
=== exit 0
graph f(x: f32[3, 16], z: f32[16]) -> y {
  y: f32[3, 16]; y[n, c] = x[n, c]*sqrt(z[c]) + sqrt(x[n, c])
}
