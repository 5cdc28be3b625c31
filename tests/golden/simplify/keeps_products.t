# netc emit --stage simplify
# Nothing but copies and constants is put into its readers.
graph f(x: f32[4]) -> y {
  a: f32[4]; a[i] = x[i]*x[i]
  y: f32[4]; y[i] = a[i] + 1
}
=== exit 0
graph f(x: f32[4]) -> y {
  a: f32[4]; a[i] = x[i]*x[i]
  y: f32[4]; y[i] = a[i] + 1
}
