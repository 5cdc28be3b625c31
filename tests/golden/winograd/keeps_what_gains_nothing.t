# netc emit --stage winograd -
# Few channels; a stride; another window; a condition of another kind.
graph f(x: f32[1, 8, 14, 14], z: f32[1, 32, 14, 14], k: f32[32, 8, 3, 3], l: f32[32, 32, 3, 3], w: f32[32, 32, 7, 7]) -> a, b, c, d {
  a: f32[1, 32, 14, 14]; a[n, o, i, j] = sum(q, r, s) x[n, q, i + r - 1, j + s - 1]*k[o, q, r, s]
  b: f32[1, 32, 7, 7]; b[n, o, i, j] = sum(q, r, s) z[n, q, 2*i + r - 1, 2*j + s - 1]*l[o, q, r, s]
  c: f32[1, 32, 14, 14]; c[n, o, i, j] = sum(q, r, s) z[n, q, i + r - 3, j + s - 3]*w[o, q, r, s]
  d: f32[1, 32, 14, 14]; d[n, o, i, j] = sum(q, r, s if r <= s) z[n, q, i + r - 1, j + s - 1]*l[o, q, r, s]
}
=== exit 0
graph f(x: f32[1, 8, 14, 14], z: f32[1, 32, 14, 14], k: f32[32, 8, 3, 3], l: f32[32, 32, 3, 3], w: f32[32, 32, 7, 7]) -> a, b, c, d {
  a: f32[1, 32, 14, 14]; a[n, o, i, j] = sum(q, r, s) x[n, q, i + r - 1, j + s - 1]*k[o, q, r, s]
  b: f32[1, 32, 7, 7]; b[n, o, i, j] = sum(q, r, s) z[n, q, i*2 + r - 1, j*2 + s - 1]*l[o, q, r, s]
  c: f32[1, 32, 14, 14]; c[n, o, i, j] = sum(q, r, s) z[n, q, i + r - 3, j + s - 3]*w[o, q, r, s]
  d: f32[1, 32, 14, 14]; d[n, o, i, j] = sum(q, r, s if r <= s) z[n, q, i + r - 1, j + s - 1]*l[o, q, r, s]
}
