# netc emit --precision bf16 --cpu znver4 --stage pair_products -
# Few products; few with each number; two terms; a window of one channel each; a condition on the index; no product; a maximum.
graph f(x: f32[64, 400], w: f32[64, 400], p: f32[4, 8], q: f32[4, 8], r: f32[8, 400], d: f32[8, 16, 32, 32], k: f32[16, 3, 3], s: f32[256, 2]) -> a, b, c, e, g, h, m {
  a: f32[4, 4]; a[i, j] = sum(n) p[i, n]*q[j, n]
  b: f32[8, 64]; b[i, j] = sum(n) r[i, n]*w[j, n]
  c: f32[256, 256]; c[i, j] = sum(n) s[i, n]*s[j, n]
  e: f32[8, 16, 30, 30]; e[n, o, i, j] = sum(u, v) d[n, o, i + u, j + v]*k[o, u, v]
  g: f32[64, 64]; g[i, j] = sum(n if n <= i) x[i, n]*w[j, n]
  h: f32[64, 64]; h[i, j] = sum(n) (x[i, n] - w[j, n])^2
  m: f32[64, 64]; m[i, j] = max(n) x[i, n]*w[j, n]
}
=== exit 0
graph f(x: f32[64, 400], w: f32[64, 400], p: f32[4, 8], q: f32[4, 8], r: f32[8, 400], d: f32[8, 16, 32, 32], k: f32[16, 3, 3], s: f32[256, 2]) -> a, b, c, e, g, h, m {
  a: f32[4, 4]; a[i, j] = sum(n) p[i, n]*q[j, n]
  b: f32[8, 64]; b[i, j] = sum(n) r[i, n]*w[j, n]
  c: f32[256, 256]; c[i, j] = sum(n) s[i, n]*s[j, n]
  e: f32[8, 16, 30, 30]; e[n, o, i, j] = sum(u, v) d[n, o, i + u, j + v]*k[o, u, v]
  g: f32[64, 64]; g[i, j] = sum(n if n <= i) x[i, n]*w[j, n]
  h: f32[64, 64]; h[i, j] = sum(n) (x[i, n] - w[j, n])^2
  m: f32[64, 64]; m[i, j] = max(n) x[i, n]*w[j, n]
}
