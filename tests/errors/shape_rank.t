# netc emit --stage graph
net a(image: [B, 28, 28]) -> y { y = image |> conv(3, 5) |> batchnorm |> conv2d([[1]]) }
=== exit 1
<stdin>:2:74: error: conv2d takes x: [B, C, H, W], this is [B, 3, 24] [E0302]
  2 | net a(image: [B, 28, 28]) -> y { y = image |> conv(3, 5) |> batchnorm |> conv2d([[1]]) }
    |                                                                          ^~~~~~~~~~~~~
library/conv.net:15:14: note: in the signature of conv2d
  15 | op conv2d(x: [B, C, H, W], k: [O, D, R, S], stride = 1, pad = 0, dilation = 1, groups = 1)
     |              ^~~~~~~~~~~~
