# netc check
# A list of tensors is given as many as it says, or three; each of a list of results counts.
op total(xs: list(n) [B, N], ys: list(2) [B, M]) -> z: [B, N]
  z[b, i] = xs[0][b, i]*xs[n - 1][b, i] + sum(j) ys[0][b, j]*ys[1][b, j]

op halves(x: [B, N]) -> ys: list(2) [B, N/2]
  a[b, i < N/2] = x[b, i]^2
  c[b, i < N/2] = x[b, i + N/2]
  ys = [a, c]
=== exit 0
total: 536 derivatives at 3 shapes
halves: 120 derivatives at 3 shapes
