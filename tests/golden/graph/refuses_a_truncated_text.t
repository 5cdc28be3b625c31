# netc emit --stage opt
# Cut off in the middle of a line.
graph f(x: f32[4]) -> y {
  y: f32[4]; y[i] = exp(x[i]
=== exit 1
<stdin>:3:25: error: the `{` is not closed [E0103]
  3 | graph f(x: f32[4]) -> y {
    |                         ^
<stdin>:4:24: error: the `(` is not closed [E0103]
  4 |   y: f32[4]; y[i] = exp(x[i]
    |                        ^
