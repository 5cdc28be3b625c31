# netc emit --stage graph
net a(x: [B, 1, 28, 28]) -> y { y = x |> conv(6, kernal: 5) }
=== exit 1
<stdin>:2:50: error: conv has no parameter kernal [E0203]
  2 | net a(x: [B, 1, 28, 28]) -> y { y = x |> conv(6, kernal: 5) }
    |                                                  ^~~~~~
library/conv.net:62:7: note: it is conv(x: [B, C, ..S], units, kernel, stride = 1, pad = 0, dilation = 1, groups = 1, bias = true, initial = he_normal)
  62 | layer conv(x: [B, C, ..S], units, kernel, stride = 1, pad = 0, dilation = 1, groups = 1,
     |       ^~~~
help: did you mean `kernel`?
