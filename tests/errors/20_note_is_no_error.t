# netc check -Werror -
net a(x: [B, 1, 7, 7]) -> y { y = x |> maxpool(2) }
=== exit 0
<stdin>:2:40: note: maxpool2d reads all of x: [B, 1, 7, 7] but the last 1 along H: (H + 2*pad - size)/stride + 1 rounds down [W0102]
  2 | net a(x: [B, 1, 7, 7]) -> y { y = x |> maxpool(2) }
    |                                        ^~~~~~~~~~
