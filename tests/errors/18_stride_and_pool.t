# netc check -
# Negative strides, dilations, groups and windows; those of 0 stand in shape_stride_0.t.
net a(x: [B, 4, 8, 8]) -> y {
  y = x |> conv(4, 3, dilation: -1)
  z = x |> maxpool(-2)
  u = x |> avgpool(2, stride: -1)
  v = x |> maxpool(2, pad: -1)
}
=== exit 1
<stdin>:4:12: error: stride 1, dilation -1, groups 1 must be at least 1, pad 0 at least 0 [E0307]
  4 |   y = x |> conv(4, 3, dilation: -1)
    |            ^~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:18:3: note: conv2d requires stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0
  18 |   require stride >= 1 and dilation >= 1 and groups >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/conv.net:72:9: note: in conv1
  72 |     z = conv2d(x, weight, stride, pad, dilation, groups)
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:12: error: size -2 and stride -2 must be at least 1, pad 0 at least 0 [E0307]
  5 |   z = x |> maxpool(-2)
    |            ^~~~~~~~~~~
library/pool.net:12:3: note: maxpool2d requires size >= 1 and stride >= 1 and pad >= 0
  12 |   require size >= 1 and stride >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:43:15: note: in maxpool1
  43 |          else maxpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:12: error: pad 0 is more than half of the window of -2 [E0307]
  5 |   z = x |> maxpool(-2)
    |            ^~~~~~~~~~~
library/pool.net:14:3: note: maxpool2d requires 2*pad <= size
  14 |   require 2*pad <= size, "pad {pad} is more than half of the window of {size}"
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:43:15: note: in maxpool1
  43 |          else maxpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:6:12: error: size 2 and stride -1 must be at least 1, pad 0 at least 0 [E0307]
  6 |   u = x |> avgpool(2, stride: -1)
    |            ^~~~~~~~~~~~~~~~~~~~~~
library/pool.net:26:3: note: avgpool2d requires size >= 1 and stride >= 1 and pad >= 0
  26 |   require size >= 1 and stride >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:49:15: note: in avgpool1
  49 |          else avgpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:7:12: error: size 2 and stride 2 must be at least 1, pad -1 at least 0 [E0307]
  7 |   v = x |> maxpool(2, pad: -1)
    |            ^~~~~~~~~~~~~~~~~~~
library/pool.net:12:3: note: maxpool2d requires size >= 1 and stride >= 1 and pad >= 0
  12 |   require size >= 1 and stride >= 1 and pad >= 0,
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
library/pool.net:43:15: note: in maxpool2
  43 |          else maxpool2d(x, size, stride, pad)
     |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
