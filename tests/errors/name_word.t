# netc emit --stage graph
net a(x: [B, 3, 8, 8]) -> y { y = x |> mirror(horizontl) }
=== exit 1
<stdin>:2:47: error: axis of mirror is one of horizontal, vertical, not horizontl [E0211]
  2 | net a(x: [B, 3, 8, 8]) -> y { y = x |> mirror(horizontl) }
    |                                               ^~~~~~~~~
help: did you mean `horizontal`?
