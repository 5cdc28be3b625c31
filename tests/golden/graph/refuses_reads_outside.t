# netc emit --stage graph
# Outside of a reduction nothing skips the term.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = x[i + 1]
}
=== exit 1
<stdin>:4:3: error: y: reads x[i + 1], whose index 0 can leave 0 .. 8 - 1: expected i < 7 [E0601]
  4 |   y: f32[8]; y[i] = x[i + 1]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~
