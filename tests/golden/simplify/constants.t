# netc emit --stage simplify
# Constants meet; a map to one number goes into its readers.
graph f(x: f32[4]) -> y {
  half: f32[4]; half[i] = 0.5
  y: f32[4]; y[i] = half[i]*(2*x[i])*(x[3 - i]*3)/4 + 1 - 3
}
=== exit 0
graph f(x: f32[4]) -> y {
  half: f32[4]; half[i] = 0.5
  y: f32[4]; y[i] = 0.75*(x[i]*x[3 - i]) - 2
}
