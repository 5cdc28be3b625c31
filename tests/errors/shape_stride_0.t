# netc emit --stage graph
net a(x: [B, 3, 8, 8]) -> y {
  y = x |> conv(6, 3, stride: 0)
  z = x |> conv(6, 3, stride: -1)
  u = x |> conv(6, 3, dilation: 0)
  v = x |> conv(6, 3, groups: 0)
  w = x |> maxpool(0)
}
=== exit 1
<stdin>:3:12: error: stride 0, dilation 1, groups 1 must be at least 1, pad 0 at least 0 [E0307]
  3 |   y = x |> conv(6, 3, stride: 0)
    |            ^~~~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv1
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:4:12: error: stride -1, dilation 1, groups 1 must be at least 1, pad 0 at least 0 [E0307]
  4 |   z = x |> conv(6, 3, stride: -1)
    |            ^~~~~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv2
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:12: error: stride 1, dilation 0, groups 1 must be at least 1, pad 0 at least 0 [E0307]
  5 |   u = x |> conv(6, 3, dilation: 0)
    |            ^~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv3
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:6:12: error: groups 0 must be at least 1 [E0307]
  6 |   v = x |> conv(6, 3, groups: 0)
    |            ^~~~~~~~~~~~~~~~~~~~~
library/conv.net:65:3: note: conv requires groups >= 1
  65 |   require groups >= 1, "groups {groups} must be at least 1"
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:7:12: error: size 0 and stride 0 must be at least 1, pad 0 at least 0 [E0307]
  7 |   w = x |> maxpool(0)
    |            ^~~~~~~~~~
library/pool.net:12:3: note: maxpool2d requires size >= 1 and stride >= 1 and pad >= 0
  12 |   require size >= 1 and stride >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:43:15: note: in maxpool1
  43 |          else maxpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
