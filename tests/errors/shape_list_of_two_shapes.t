# netc emit --stage graph
op total(xs: list(2) [B, N]) -> y: [B, N]
  y[b, i] = xs[0][b, i] + xs[1][b, i]
net a(x: [B, 6], z: [B, 5]) -> y { y = total([x, z]) }
=== exit 1
<stdin>:4:46: error: N is 6 in xs: [B, 6] and 5 in xs: [B, 5] [E0301]
  4 | net a(x: [B, 6], z: [B, 5]) -> y { y = total([x, z]) }
    |                                              ^~~~~~
<stdin>:2:26: note: both are N in the signature of total
  2 | op total(xs: list(2) [B, N]) -> y: [B, N]
    |                          ^
