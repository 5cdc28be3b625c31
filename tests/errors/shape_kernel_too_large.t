# netc emit --stage graph
net a(x: [B, 1, 3, 3]) -> y { y = x |> conv(6, 7) }
=== exit 1
<stdin>:2:40: error: the extent (H + 2*pad - dilation*(R - 1) - 1)/stride + 1 = -3 is below 1, with H = 3, pad = 0, dilation = 1, R = 7, stride = 1 [E0304]
  2 | net a(x: [B, 1, 3, 3]) -> y { y = x |> conv(6, 7) }
    |                                        ^~~~~~~~~~
library/conv.net:16:16: note: in conv2d
  16 |   -> y: [B, O, (H + 2*pad - dilation*(R - 1) - 1)/stride + 1,
     |                ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
help: pad: 2 gives 1
