# netc emit --stage graph
# The place is the user's line; the notes lead from the library up to the net.
layer block(x: [B, C, H, W]) { return x |> conv(8, 3) |> maxpool(4) }
net a(x: [B, 1, 12, 12]) -> y {
  repeat 3 { x = x |> block }
  y = x
}
=== exit 1
<stdin>:3:44: error: the extent (H + 2*pad - dilation*(R - 1) - 1)/stride + 1 = 0 is below 1, with H = 2, pad = 0, dilation = 1, R = 3, stride = 1 [E0304]
  3 | layer block(x: [B, C, H, W]) { return x |> conv(8, 3) |> maxpool(4) }
    |                                            ^~~~~~~~~~
library/conv.net:16:16: note: in conv2d
  16 |   -> y: [B, O, (H + 2*pad - dilation*(R - 1) - 1)/stride + 1,
     |                ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:23: note: block1.1 is called here
  5 |   repeat 3 { x = x |> block }
    |                       ^~~~~
help: pad: 1 gives 2
<stdin>:3:58: note: maxpool2d reads all of x: [B, 8, 10, 10] but the last 2 along H: (H + 2*pad - size)/stride + 1 rounds down [W0102]
  3 | layer block(x: [B, C, H, W]) { return x |> conv(8, 3) |> maxpool(4) }
    |                                                          ^~~~~~~~~~
