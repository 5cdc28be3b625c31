# netc emit --stage confine_sums
# The gradient of a 1x1 window of stride 2: the sum is at the even places, and the map that adds it up reads zeros between.
graph f(d: f32[4, 8, 14, 14], w: f32[8, 16], e: f32[4, 16, 28, 28]) -> y {
  g: f32[4, 16, 28, 28]; g[b, c, (p < 14, u < 2), (q < 14, v < 2)] = sum(o if u == 0 and v == 0) d[b, o, p, q]*w[o, c]
  y: f32[4, 16, 28, 28]; y[i, j, k, l] = g[i, j, k, l] + e[i, j, k, l]
}
=== exit 0
graph f(d: f32[4, 8, 14, 14], w: f32[8, 16], e: f32[4, 16, 28, 28]) -> y {
  g.sum: f32[4, 16, 14, 14]; g.sum[b, c, p, q] = sum(o) d[b, o, p, q]*w[o, c]
  g: f32[4, 16, 28, 28]; g[b, c, (p, u), (q, v)] = if u == 0 and v == 0 then g.sum[b, c, p, q] else 0
  y: f32[4, 16, 28, 28]; y[i, j, k, l] = g[i, j, k, l] + e[i, j, k, l]
}
