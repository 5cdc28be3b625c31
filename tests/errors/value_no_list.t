# netc emit --stage graph
op total(xs: list(2) [B, N]) -> y: [B, N]
  y[b, i] = xs[0][b, i] + xs[1][b, i]
net a(x: [B, 6]) -> y { y = total(x) }
=== exit 1
<stdin>:4:35: error: xs of total is a list of tensors, this is a tensor f32[B, 6] [E0401]
  4 | net a(x: [B, 6]) -> y { y = total(x) }
    |                                   ^
