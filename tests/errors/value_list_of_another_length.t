# netc emit --stage graph
op total(xs: list(2) [B, N]) -> y: [B, N]
  y[b, i] = xs[0][b, i] + xs[1][b, i]
net a(x: [B, 6]) -> y { y = total([x, x, x]) }
=== exit 1
<stdin>:4:35: error: xs of total is a list of 2 tensors, this has 3 [E0405]
  4 | net a(x: [B, 6]) -> y { y = total([x, x, x]) }
    |                                   ^~~~~~~~~
