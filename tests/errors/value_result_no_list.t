# netc emit --stage graph
layer thirds(x: [.., N]) -> list(3) [.., N/3] { return split(x, 2) }
net a(x: [B, 6]) -> y {
  p, q = thirds(x)
  y = p + q
}
=== exit 1
<stdin>:2:29: error: the result of thirds is a list of 3 tensors, this has 2 [E0405]
  2 | layer thirds(x: [.., N]) -> list(3) [.., N/3] { return split(x, 2) }
    |                             ^~~~~~~~~~~~~~~~~
