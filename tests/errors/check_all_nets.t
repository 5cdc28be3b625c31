# netc check
# The first net of two is wrong.
net first(x: f32[B, 4]) -> y {
  y = x |> dense(3) |> reshape([5])
}

net second(x: f32[B, 4]) -> y {
  y = x |> dense(3)
}
=== exit 1
<stdin>:4:24: error: these indices have 5 elements together, axis 1 of [B, 3] has 3 [E0308]
  4 |   y = x |> dense(3) |> reshape([5])
    |                        ^~~~~~~~~~~~
library/shape.net:12:27: note: in reshape
  12 |   y[b, ..shape] = flat[b, (..shape)]
     |                           ^~~~~~~~~
