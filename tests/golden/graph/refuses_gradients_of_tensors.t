# netc emit --stage graph
# Only a scalar has a gradient.
graph f(x: f32[8]) -> y {
  y: f32[8] = gradient(x, x)
}
=== exit 1
<stdin>:3:7: error: y: is the gradient of x: f32[8], expected a float scalar [E0601]
  3 | graph f(x: f32[8]) -> y {
    |       ^
