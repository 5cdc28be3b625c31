# netc emit --stage graph
net a(x: [B, 2]) -> y {
  repeat B { x = relu(x) }
  if x { y = x } else { y = x }
  y = x
}
=== exit 1
<stdin>:3:10: error: the count of repeat must be known at compile time, this is the extent B [E0404]
  3 |   repeat B { x = relu(x) }
    |          ^
<stdin>:4:6: error: the condition of an `if` block must be known at compile time, this is a tensor f32[B, 2] [E0404]
  4 |   if x { y = x } else { y = x }
    |      ^
