# netc verify
# 38
kernel k(x: i32 in, y: f32 out) {
  let a: f32x8 = x[0 : 8]
  y[0] = x[0]
  y[0 : 4] = x[0 : 8]
  y[1] = select(x[0], 1, 2)
  y[2] = dot(y[0], x[1], 0)
  y[3] = from_bits(pair(x[0], 1))
}
=== exit 1
<stdin>:4:18: error: this is i32x8, expected f32x8 [E0603]
  4 |   let a: f32x8 = x[0 : 8]
    |                  ^~~~~~~~
<stdin>:5:10: error: this is i32, expected f32 [E0603]
  5 |   y[0] = x[0]
    |          ^~~~
<stdin>:6:14: error: this is i32x8, expected f32x4 [E0603]
  6 |   y[0 : 4] = x[0 : 8]
    |              ^~~~~~~~
<stdin>:7:17: error: this is i32, expected bool [E0603]
  7 |   y[1] = select(x[0], 1, 2)
    |                 ^~~~
<stdin>:8:14: error: this is f32, expected i32 [E0603]
  8 |   y[2] = dot(y[0], x[1], 0)
    |              ^~~~
<stdin>:9:25: error: this is i32, expected f32 [E0603]
  9 |   y[3] = from_bits(pair(x[0], 1))
    |                         ^~~~
