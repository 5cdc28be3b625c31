# netc emit --stage graph
net a(x: [B, 3, 8], z: [B, 3, 1], u: [B, 3]) -> y {
  a = x + z
  b = x + maxpool(x, 2)
  y = x + u
}
=== exit 1
<stdin>:3:7: error: [B, 3, 8] and [B, 3, 1] do not fit each other [E0309]
  3 |   a = x + z
    |       ^~~~~
help: size 1 is never stretched by itself: `expand(x, size, axis)` repeats it
<stdin>:4:7: error: [B, 3, 8] and [B, 3, 4] do not fit each other [E0309]
  4 |   b = x + maxpool(x, 2)
    |       ^~~~~~~~~~~~~~~~~
help: axis 2 is 8 on the left and 4 on the right
<stdin>:5:7: error: [B, 3, 8] and [B, 3] do not fit each other [E0309]
  5 |   y = x + u
    |       ^~~~~
help: the smaller shape must be the end of the larger; other axes meet in a formula, y[b, c, i] = x[b, c, i] + z[b, c]
