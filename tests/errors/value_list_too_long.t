# netc emit --stage graph
net a(x: [B, 4]) -> y {
  for i in range(100000) { x = relu(x) }
  y = x
}
=== exit 1
<stdin>:3:12: error: a list has at most 65536 items, this range has 100000 [E0504]
  3 |   for i in range(100000) { x = relu(x) }
    |            ^~~~~~~~~~~~~
