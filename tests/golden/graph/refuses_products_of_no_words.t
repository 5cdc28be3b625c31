# netc emit --stage graph -
# Numbers are no words.
graph f(x: f32[8], i: i32[8]) -> y {
  y: f32[8]; y[n] = dot(x[n], i[n])
}
=== exit 1
<stdin>:4:25: error: this is f32, expected i32 [E0603]
  4 |   y: f32[8]; y[n] = dot(x[n], i[n])
    |                         ^~~~
