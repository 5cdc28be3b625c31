# netc build --with saliency
net g(x: [B, 1, 4, 4]) -> y { y = x |> conv(1, 3, pad: 1) }
=== exit 1
<stdin>:2:5: error: --with saliency: the first result of the net is not [B, classes] [E0408]
  2 | net g(x: [B, 1, 4, 4]) -> y { y = x |> conv(1, 3, pad: 1) }
    |     ^
help: the map shows what moves the number of one class
