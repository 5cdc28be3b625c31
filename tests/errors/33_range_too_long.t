# netc check -
net n(x: [B, 3]) -> y {
  y = x
  for i in range(1000000000) { y = relu(y) }
}
=== exit 1
<stdin>:4:12: error: a list has at most 65536 items, this range has 1000000000 [E0504]
  4 |   for i in range(1000000000) { y = relu(y) }
    |            ^~~~~~~~~~~~~~~~~
