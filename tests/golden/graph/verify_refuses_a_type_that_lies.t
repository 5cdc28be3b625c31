# netc verify
# An i32 that the formula does not give.
graph f(x: f32[8]) -> y {
  y: i32[8]; y[i] = x[i]
}
=== exit 1
<stdin>:4:21: error: this is f32, expected i32 [E0603]
  4 |   y: i32[8]; y[i] = x[i]
    |                     ^~~~
