# netc emit --stage graph
# The written type holds.
graph f(x: f32[8]) -> y {
  n: i32[8]; n[i] = i32(x[i])
  y: f32[8]; y[i] = if n[i] then 1 else 0
}
=== exit 1
<stdin>:5:24: error: this is i32, expected bool [E0603]
  5 |   y: f32[8]; y[i] = if n[i] then 1 else 0
    |                        ^~~~
