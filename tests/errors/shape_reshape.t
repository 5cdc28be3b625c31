# netc emit --stage graph
net a(x: [B, 3, 8]) -> y {
  z = x |> reshape([5, 5])
  y = x |> reshape([4, 5])
}
=== exit 1
<stdin>:3:12: error: these indices have 25 elements together, axis 1 of [B, 24] has 24 [E0308]
  3 |   z = x |> reshape([5, 5])
    |            ^~~~~~~~~~~~~~~
library/shape.net:12:27: note: in reshape
  12 |   y[b, ..shape] = flat[b, (..shape)]
     |                           ^~~~~~~~~
<stdin>:4:12: error: these indices have 20 elements together, axis 1 of [B, 24] has 24 [E0308]
  4 |   y = x |> reshape([4, 5])
    |            ^~~~~~~~~~~~~~~
library/shape.net:12:27: note: in reshape
  12 |   y[b, ..shape] = flat[b, (..shape)]
     |                           ^~~~~~~~~
