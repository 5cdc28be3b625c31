# netc emit --precision bf16 --cpu znver4 --stage pair_products -
# The window moves as before, so its channels are halved; in the gradient of the data what is summed up over the results, in that of the weights the batch.
graph f(x: f32[B, 16, 14, 14], k: f32[32, 16, 3, 3], g: f32[B, 32, 14, 14]) -> y, dx, dk {
  capacity = (B: 8)
  y: f32[B, 32, 14, 14]; y[b, o, i, j] = sum(c, r, s) x[b, c, i + r - 1, j + s - 1]*k[o, c, r, s]
  dx: f32[B, 16, 14, 14]; dx[b, c, p, q] = sum(o, r, s) g[b, o, p - r + 1, q - s + 1]*k[o, c, r, s]
  dk: f32[32, 16, 3, 3]; dk[o, c, r, s] = sum(b, i, j) g[b, o, i, j]*x[b, c, i + r - 1, j + s - 1]
}
=== exit 0
graph f(x: f32[B, 16, 14, 14], k: f32[32, 16, 3, 3], g: f32[B, 32, 14, 14]) -> y, dx, dk {
  capacity = (B: 8)
  x.pairs: i32[B, 8, 14, 14]; x.pairs[b, c, k, l] = pair(x[b, c, k, l], x[b, c + 8, k, l])
  k.pairs: i32[32, 8, 3, 3]; k.pairs[o, c, r, s] = pair(k[o, c, r, s], k[o, c + 8, r, s])
  y: f32[B, 32, 14, 14]; y[b, o, i, j] = sum(c, r, s) dot(x.pairs[b, c, i + r - 1, j + s - 1], k.pairs[o, c, r, s])
  g.pairs: i32[B, 16, 14, 14]; g.pairs[b, o, k, l] = pair(g[b, o, k, l], g[b, o + 16, k, l])
  k.pairs_2: i32[16, 16, 3, 3]; k.pairs_2[o, c, r, s] = pair(k[o, c, r, s], k[o + 16, c, r, s])
  dx: f32[B, 16, 14, 14]; dx[b, c, p, q] = sum(o, r, s) dot(g.pairs[b, o, p - r + 1, q - s + 1], k.pairs_2[o, c, r, s])
  g.pairs_2: i32[(B + 1)/2, 32, 14, 14]; g.pairs_2[b, o, i, j] = pair(g[b, o, i, j], if b + (B + 1)/2 < B then g[b + (B + 1)/2, o, i, j] else 0)
  x.pairs_2: i32[(B + 1)/2, 16, 14, 14]; x.pairs_2[b, c, k, l] = pair(x[b, c, k, l], if b + (B + 1)/2 < B then x[b + (B + 1)/2, c, k, l] else 0)
  dk: f32[32, 16, 3, 3]; dk[o, c, r, s] = sum(b, i, j) dot(g.pairs_2[b, o, i, j], x.pairs_2[b, c, r + i - 1, s + j - 1])
}
