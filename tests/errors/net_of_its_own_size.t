# netc check -
net a(x: [B, size], size = half, half = size) -> y { y = x |> relu }
=== exit 1
<stdin>:2:41: error: nothing is named size here [E0201]
  2 | net a(x: [B, size], size = half, half = size) -> y { y = x |> relu }
    |                                         ^~~~
help: did you mean `silu`?
