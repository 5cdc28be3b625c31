# netc emit --stage graph
net a(x: [B, 4]) -> y {
  p, q, r = split(x, 2)
  s, t = 1, 2, 3
  y = x
}
=== exit 1
<stdin>:3:3: error: 3 names on the left, 2 values on the right [E0405]
  3 |   p, q, r = split(x, 2)
    |   ^~~~~~~~~~~~~~~~~~~~~
<stdin>:4:3: error: 2 names on the left, 3 values on the right [E0405]
  4 |   s, t = 1, 2, 3
    |   ^~~~~~~~~~~~~~
