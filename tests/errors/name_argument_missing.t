# netc emit --stage graph
net a(x: [B, 1, 28, 28]) -> y { y = x |> conv(6) }
=== exit 1
<stdin>:2:42: error: conv needs a value for kernel [E0204]
  2 | net a(x: [B, 1, 28, 28]) -> y { y = x |> conv(6) }
    |                                          ^~~~~~~
library/conv.net:62:7: note: it is conv(x: [B, C, ..S], units, kernel, stride = 1, pad = 0, dilation = 1, groups = 1, bias = true, initial = he_normal)
  62 | layer conv(x: [B, C, ..S], units, kernel, stride = 1, pad = 0, dilation = 1, groups = 1,
     |       ^~~~
