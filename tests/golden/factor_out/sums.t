# netc emit --stage factor_out
# Factors and terms that are the same at all points leave the sum.
graph f(g: f32[16, 3], x: f32[16, 3], w: f32[3], m: f32[3]) -> a, b {
  a: f32[3]; a[c] = sum(n) -2*(g[n, c]*w[c]*(x[n, c] - m[c]))
  b: f32[3]; b[c] = sum(n) (x[n, c] - m[c])*w[c]
}
=== exit 0
graph f(g: f32[16, 3], x: f32[16, 3], w: f32[3], m: f32[3]) -> a, b {
  a.sum: f32[3]; a.sum[c] = sum(n) g[n, c]*(x[n, c] - m[c])
  a: f32[3]; a[c] = -2*(w[c]*a.sum[c])
  b.sum.sum: f32[3]; b.sum.sum[c] = sum(n) x[n, c]
  b.sum: f32[3]; b.sum[c] = b.sum.sum[c] - 16*m[c]
  b: f32[3]; b[c] = w[c]*b.sum[c]
}
