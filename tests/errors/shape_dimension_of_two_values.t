# netc emit --stage graph
op product(a: [M, K], b: [K, N]) -> y: [M, N]
  y[m, n] = sum(k) a[m, k]*b[k, n]
net a(x: [B, 4], z: [5, 6]) -> y { y = product(x, z) }
=== exit 1
<stdin>:4:51: error: K is 4 in a: [B, 4] and 5 in b: [5, 6] [E0301]
  4 | net a(x: [B, 4], z: [5, 6]) -> y { y = product(x, z) }
    |                                                   ^
<stdin>:2:27: note: both are K in the signature of product
  2 | op product(a: [M, K], b: [K, N]) -> y: [M, N]
    |                           ^
