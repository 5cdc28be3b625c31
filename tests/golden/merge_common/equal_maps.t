# netc emit --stage merge_common
# Equal formulas become one, whatever their indices are called; equals of equals too.
graph f(x: f32[4]) -> y {
  a: f32[4]; a[i] = sqrt(x[i])
  b: f32[4]; b[k] = sqrt(x[k])
  c: f32[4]; c[i] = a[i] + 1
  d: f32[4]; d[i] = b[i] + 1
  y: f32[4]; y[i] = c[i]*d[i]
}
=== exit 0
graph f(x: f32[4]) -> y {
  a: f32[4]; a[i] = sqrt(x[i])
  c: f32[4]; c[i] = a[i] + 1
  y: f32[4]; y[i] = c[i]*c[i]
}
