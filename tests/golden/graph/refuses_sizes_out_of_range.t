# netc emit --stage opt
graph f(x: f32[0], a: f32[2147483648], c: f32[2147483647, 2147483647]) -> x {
}
=== exit 1
<stdin>:2:16: error: this is no size: expected 1 to 2147483647 [E0601]
  2 | graph f(x: f32[0], a: f32[2147483648], c: f32[2147483647, 2147483647]) -> x {
    |                ^
