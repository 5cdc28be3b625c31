# netc check -
# The smallest pad that fits is told; conv and pooling alike.
net a(x: [B, 1, 3, 3]) -> y { y = x |> avgpool(5) |> conv(8, 3) }
=== exit 1
<stdin>:3:40: error: the extent (H + 2*pad - size)/stride + 1 = 0 is below 1, with H = 3, pad = 0, size = 5, stride = 5 [E0304]
  3 | net a(x: [B, 1, 3, 3]) -> y { y = x |> avgpool(5) |> conv(8, 3) }
    |                                        ^~~~~~~~~~
library/pool.net:25:16: note: in avgpool2d
  25 |   -> y: [B, C, (H + 2*pad - size)/stride + 1, (W + 2*pad - size)/stride + 1]
     |                ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
help: pad: 1 gives 1
