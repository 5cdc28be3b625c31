# netc emit --stage graph
op flat(x: [B, C, H]) -> y: [B, 10]
  y[b, (c, h)] = x[b, c, h]
net a(x: [B, 3, 4]) -> y { y = flat(x) }
=== exit 1
<stdin>:3:8: error: this runs over 12, the dimension is 10 [E0301]
  3 |   y[b, (c, h)] = x[b, c, h]
    |        ^~~~~~
<stdin>:2:26: note: y is [B, 10] by its type
  2 | op flat(x: [B, C, H]) -> y: [B, 10]
    |                          ^~~~~~~~~~
<stdin>:4:32: note: flat is called here
  4 | net a(x: [B, 3, 4]) -> y { y = flat(x) }
    |                                ^~~~~~~
