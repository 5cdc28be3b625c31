# netc emit --stage opt
# y has 5 elements by its type, the formula reads a fifth element of x.
graph f(x: f32[4]) -> y {
  y: f32[5]; y[i] = exp(x[i])
}
=== exit 1
<stdin>:4:3: error: y: reads x[i], whose index 0 can leave 0 .. 4 - 1: expected i < 4 [E0601]
  4 |   y: f32[5]; y[i] = exp(x[i])
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~
