# netc emit --stage graph
net n(x: [B, 3], size = 4) -> y { y = x |> size }
=== exit 1
<stdin>:2:44: error: size is the number 4 and cannot be called [E0208]
  2 | net n(x: [B, 3], size = 4) -> y { y = x |> size }
    |                                            ^~~~
