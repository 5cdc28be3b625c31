# netc check -
net a(x: [B, 4, 6], z: [1, 6], u: [B, 4, 1]) -> y, v {
  y = x + z
  v = x + u
}
=== exit 1
<stdin>:3:7: error: [B, 4, 6] and [1, 6] do not fit each other [E0309]
  3 |   y = x + z
    |       ^~~~~
help: size 1 is never stretched by itself: `expand(x, size, axis)` repeats it
<stdin>:4:7: error: [B, 4, 6] and [B, 4, 1] do not fit each other [E0309]
  4 |   v = x + u
    |       ^~~~~
help: size 1 is never stretched by itself: `expand(x, size, axis)` repeats it
