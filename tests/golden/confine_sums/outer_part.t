# netc emit --stage confine_sums
# Of a dimension in three parts two remain; the index asked for is the outer one, and not 0.
graph f(d: f32[5, 3, 7], e: f32[60]) -> y {
  g: f32[60]; g[(u < 4, i < 5, k < 3)] = sum(o if u == 2) d[i, k, o]
  y: f32[60]; y[i] = g[i] + e[i]
}
=== exit 0
graph f(d: f32[5, 3, 7], e: f32[60]) -> y {
  g.sum: f32[15]; g.sum[(i, k)] = sum(o) d[i, k, o]
  g: f32[60]; g[(u < 4, i < 5, k)] = if u == 2 then g.sum[i*3 + k] else 0
  y: f32[60]; y[i] = g[i] + e[i]
}
