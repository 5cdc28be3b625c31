# netc emit --stage graph
layer f(x: [B, T, D]) {
  scan x over t, every: 0
  carry h: [B, D] = 0 { h = h + x[t] }
  return h
}
net a(x: [B, 5, 2]) -> y { y = f(x) }
=== exit 1
<stdin>:3:25: error: every: each k-th state is kept, k is at least 1 [E0304]
  3 |   scan x over t, every: 0
    |                         ^
<stdin>:7:32: note: f1 is called here
  7 | net a(x: [B, 5, 2]) -> y { y = f(x) }
    |                                ^~~~
