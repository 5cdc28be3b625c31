# netc check -
op product(x: [M, K], y: [K, N]) -> z: [M, N]
  z[m, n] = sum(k) x[m, k]*y[k, n]
net a(x: [B, 3], w: [4, 5]) -> y {
  y = product(x, w)
}
=== exit 1
<stdin>:5:18: error: K is 3 in x: [B, 3] and 4 in y: [4, 5] [E0301]
  5 |   y = product(x, w)
    |                  ^
<stdin>:2:27: note: both are K in the signature of product
  2 | op product(x: [M, K], y: [K, N]) -> z: [M, N]
    |                           ^
