# netc emit --stage graph
# Only a scalar has a gradient.
graph f(x: f32[8]) -> y {
  y: f32[8] = gradient(x, x)
}
=== exit 1
<stdin>:4:3: error: y: is the gradient of x: f32[8], expected a float scalar [E0601]
  4 |   y: f32[8] = gradient(x, x)
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~
