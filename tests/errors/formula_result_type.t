# netc emit --stage graph
op round_down(x: [B]) -> y: i32[B]
  y[b] = floor(x[b])
net a(x: [B]) -> y { y = round_down(x) }
=== exit 1
<stdin>:3:10: error: the result is i32, the formula gives f32 [E0401]
  3 |   y[b] = floor(x[b])
    |          ^~~~~~~~~~~
<stdin>:4:26: note: round_down is called here
  4 | net a(x: [B]) -> y { y = round_down(x) }
    |                          ^~~~~~~~~~~~~
help: int(..) converts, by dropping the fraction
