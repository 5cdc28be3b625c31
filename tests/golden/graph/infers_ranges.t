# netc emit --stage graph
# A range is written where no read gives it; of a group, one follows from the dimension.
graph f(x: f32[6, 4, B], k: f32[3, 2]) -> a, b, c, d, e {
  a: f32[6]; a[i] = sum(j < 4, t < B) x[i, j, t]
  b: f32[6]; b[i] = sum(j < 3) x[i, j + 1, 0]
  c: f32[24]; c[(i, j)] = x[i, j, 0]
  d: f32[6]; d[(i < 3, j < 2)] = k[i, j] + x[i*2 + j, 0, 0]
  e: f32[12]; e[(g < 3, r < 2, s < 2)] = k[g, r] + f32(s)
}
=== exit 0
graph f(x: f32[6, 4, B], k: f32[3, 2]) -> a, b, c, d, e {
  a: f32[6]; a[i] = sum(j, t) x[i, j, t]
  b: f32[6]; b[i] = sum(j < 3) x[i, j + 1, 0]
  c: f32[24]; c[(i, j)] = x[i, j, 0]
  d: f32[6]; d[(i, j)] = k[i, j] + x[i*2 + j, 0, 0]
  e: f32[12]; e[(g, r, s)] = k[g, r] + f32(s)
}
