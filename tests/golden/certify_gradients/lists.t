# netc check
# A list of tensors is given as many as it says, or three; each of a list of results counts.
# A list of extents holds as many elements as the dimensions it stands for.
op total(xs: list(n) [B, N], ys: list(2) [B, M]) -> z: [B, N]
  z[b, i] = xs[0][b, i]*xs[n - 1][b, i] + sum(j) ys[0][b, j]*ys[1][b, j]

op halves(x: [B, N]) -> ys: list(2) [B, N/2]
  a[b, i < N/2] = x[b, i]^2
  c[b, i < N/2] = x[b, i + N/2]
  ys = [a, c]

op shaped(x: [B, ..A], shape) -> y: [B, ..shape]
  flat[b, (..A)] = x[b, ..A]*x[b, ..A]
  y[b, ..shape] = flat[b, (..shape)]
=== exit 0
total: 536 derivatives at 3 shapes
halves: 120 derivatives at 3 shapes
shaped: 124 derivatives at 3 shapes
