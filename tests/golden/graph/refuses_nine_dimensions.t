# netc emit --stage opt
graph f(x: f32[4]) -> y {
  y: f32[4, 4, 4, 4, 4, 4, 4, 4, 4]; y[a, b, c, d, e, f, g, h, i] = x[a]
}
=== exit 1
<stdin>:3:6: error: 9 dimensions, expected at most 8 [E0601]
  3 |   y: f32[4, 4, 4, 4, 4, 4, 4, 4, 4]; y[a, b, c, d, e, f, g, h, i] = x[a]
    |      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
