# netc emit --stage opt
# y has 5 elements by its type, the formula reads a fifth element of x.
graph f(x: f32[4]) -> y {
  y: f32[5]; y[i] = exp(x[i])
}
=== exit 1
<stdin>:3:7: error: y: reads x[i], whose index 0 can leave 0 .. 4 - 1: expected i < 4 [E0601]
  3 | graph f(x: f32[4]) -> y {
    |       ^
