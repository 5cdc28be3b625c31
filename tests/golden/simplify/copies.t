# netc emit --stage simplify
# A copy of a whole tensor is the tensor.
graph f(x: f32[4]) -> y {
  a: f32[4]; a[i] = x[i]
  b: f32[4]; b[i] = a[i] + 0
  y: f32[4]; y[i] = b[i]*b[i]
}
=== exit 0
graph f(x: f32[4]) -> y {
  y: f32[4]; y[i] = x[i]*x[i]
}
