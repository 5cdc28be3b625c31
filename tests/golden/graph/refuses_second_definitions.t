# netc emit --stage graph
# A name is defined once.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = x[i]
  y: f32[8]; y[i] = x[i] + 1
}
=== exit 1
<stdin>:5:3: error: y is defined already [E0601]
  5 |   y: f32[8]; y[i] = x[i] + 1
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~
