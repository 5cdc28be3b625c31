# netc emit --stage factor_out
# A division by what varies along fewer indices is a product with its reciprocal.
graph f(x: f32[16, 3], m: f32[3], v: f32[3]) -> y {
  y: f32[16, 3]; y[n, c] = (x[n, c] - m[c])/sqrt(v[c] + 0.01)
}
=== exit 0
graph f(x: f32[16, 3], m: f32[3], v: f32[3]) -> y {
  y.part: f32[3]; y.part[c] = 1/sqrt(v[c] + 0.01)
  y: f32[16, 3]; y[n, c] = (x[n, c] - m[c])*y.part[c]
}
