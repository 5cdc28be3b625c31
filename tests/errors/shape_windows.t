# netc check -
# Strides, dilations, groups, windows and units below 1, or not whole.
net a(x: [B, 4, 8, 8]) -> y {
  a = x |> conv(4, 3, stride: -1)
  b = x |> conv(4, 3, dilation: 0)
  c = x |> conv(4, 3, groups: -2)
  d = x |> maxpool(0)
  e = x |> maxpool(2, stride: 0)
  f = x |> conv(0, 3)
  g = x |> conv(4, 0)
  h = x |> conv(4, 3, pad: -3)
  i = x |> conv(-4, 3)
  j = x |> conv(4, 1.5)
  y = a
}
=== exit 1
<stdin>:4:12: error: stride -1, dilation 1, groups 1 must be at least 1, pad 0 at least 0 [E0307]
  4 |   a = x |> conv(4, 3, stride: -1)
    |            ^~~~~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv1
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:12: error: stride 1, dilation 0, groups 1 must be at least 1, pad 0 at least 0 [E0307]
  5 |   b = x |> conv(4, 3, dilation: 0)
    |            ^~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv2
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:6:12: error: groups -2 must be at least 1 [E0307]
  6 |   c = x |> conv(4, 3, groups: -2)
    |            ^~~~~~~~~~~~~~~~~~~~~~
library/conv.net:65:3: note: conv requires groups >= 1
  65 |   require groups >= 1, "groups {groups} must be at least 1"
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:7:12: error: size 0 and stride 0 must be at least 1, pad 0 at least 0 [E0307]
  7 |   d = x |> maxpool(0)
    |            ^~~~~~~~~~
library/pool.net:12:3: note: maxpool2d requires size >= 1 and stride >= 1 and pad >= 0
  12 |   require size >= 1 and stride >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:43:15: note: in maxpool1
  43 |          else maxpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:8:12: error: size 2 and stride 0 must be at least 1, pad 0 at least 0 [E0307]
  8 |   e = x |> maxpool(2, stride: 0)
    |            ^~~~~~~~~~~~~~~~~~~~~
library/pool.net:12:3: note: maxpool2d requires size >= 1 and stride >= 1 and pad >= 0
  12 |   require size >= 1 and stride >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:43:15: note: in maxpool2
  43 |          else maxpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:9:12: error: the extent units = 0 is below 1 [E0304]
  9 |   f = x |> conv(0, 3)
    |            ^~~~~~~~~~
library/conv.net:71:20: note: in conv4
  71 |     param weight: [units, C/groups, kernel, kernel] ~ initial(C/groups*kernel^2)
     |                    ^~~~~
<stdin>:10:12: error: the extent kernel = 0 is below 1 [E0304]
  10 |   g = x |> conv(4, 0)
     |            ^~~~~~~~~~
library/conv.net:71:37: note: in conv5
  71 |     param weight: [units, C/groups, kernel, kernel] ~ initial(C/groups*kernel^2)
     |                                     ^~~~~~
<stdin>:11:12: error: stride 1, dilation 1, groups 1 must be at least 1, pad -3 at least 0 [E0307]
  11 |   h = x |> conv(4, 3, pad: -3)
     |            ^~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv6
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:12:12: error: the extent units = -4 is below 1 [E0304]
  12 |   i = x |> conv(-4, 3)
     |            ^~~~~~~~~~~
library/conv.net:71:20: note: in conv7
  71 |     param weight: [units, C/groups, kernel, kernel] ~ initial(C/groups*kernel^2)
     |                    ^~~~~
<stdin>:13:12: error: a dimension is 1.5, which is not a whole number [E0303]
  13 |   j = x |> conv(4, 1.5)
     |            ^~~~~~~~~~~~
library/conv.net:71:37: note: in conv8
  71 |     param weight: [units, C/groups, kernel, kernel] ~ initial(C/groups*kernel^2)
     |                                     ^~~~~~
