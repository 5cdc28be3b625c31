# netc emit --stage graph
# As many indices as dimensions.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = x[i, 0]
}
=== exit 1
<stdin>:4:21: error: x has rank 1, and 2 indices stand here [E0603]
  4 |   y: f32[8]; y[i] = x[i, 0]
    |                     ^
