# netc emit --stage graph
net a(x: [B, 1, 28, 28]) -> y {
  a = x |> conv(6, 5, kernel: 5)
  y = maxpool(x, size: 2, size: 3)
}
=== exit 1
<stdin>:3:23: error: kernel of conv has a value already [E0205]
  3 |   a = x |> conv(6, 5, kernel: 5)
    |                       ^~~~~~
<stdin>:3:20: note: it is given here
  3 |   a = x |> conv(6, 5, kernel: 5)
    |                    ^
library/conv.net:62:7: note: it is conv(x: [B, C, ..S], units, kernel, stride = 1, pad = 0, dilation = 1, groups = 1, bias = true, initial = he_normal)
  62 | layer conv(x: [B, C, ..S], units, kernel, stride = 1, pad = 0, dilation = 1, groups = 1,
     |       ^~~~
<stdin>:4:27: error: size of maxpool has a value already [E0205]
  4 |   y = maxpool(x, size: 2, size: 3)
    |                           ^~~~
<stdin>:4:24: note: it is given here
  4 |   y = maxpool(x, size: 2, size: 3)
    |                        ^
library/pool.net:41:7: note: it is maxpool(x: [B, C, ..S], size, stride = size, pad = 0)
  41 | layer maxpool(x: [B, C, ..S], size, stride = size, pad = 0) {
     |       ^~~~~~~
