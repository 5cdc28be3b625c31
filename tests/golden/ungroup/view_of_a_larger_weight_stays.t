# netc emit --stage ungroup
# Training leaves w in its order: y is copied rather than w walked through in another one. k is
# smaller than y, which is read through there.
graph train_f(x: f32[2, 3, 4]) -> z {
  param w: f32[5, 12]
  param k: f32[1, 12]
  y: f32[2, 12]; y[b, (c, i)] = x[b, c, i]
  v: f32[2, 12]; v[b, (c, i)] = x[b, c, i] + 1
  u: f32[2, 12]; u[b, (c < 3, i < 4)] = v[b, c*4 + i]
  z: f32[2, 5]; z[b, o] = sum(i) y[b, i]*w[o, i]
  t: f32[2, 1]; t[b, o] = sum(i) u[b, i]*k[o, i]
  h: f32[1, 12]; h[o, i] = sum(b) u[b, i]*t[b, o]
  g: f32[5, 12]; g[o, i] = sum(b) y[b, i]*z[b, o]
  update w = g
  update k = h
}
=== exit 0
graph train_f(x: f32[2, 3, 4]) -> z {
  param w: f32[5, 12]
  param k: f32[1, 12]
  y: f32[2, 12]; y[b, (c, i)] = x[b, c, i]
  v: f32[2, 12]; v[b, (c, i)] = x[b, c, i] + 1
  u: f32[2, 12]; u[b, (c < 3, i)] = v[b, c*4 + i]
  z: f32[2, 5]; z[b, o] = sum(i) y[b, i]*w[o, i]
  t: f32[2, 1]; t[b, o] = sum(i) v[b, i]*k[o, i]
  h: f32[1, 12]; h[o, i] = sum(b) v[b, i]*t[b, o]
  g: f32[5, 12]; g[o, i] = sum(b) y[b, i]*z[b, o]
  update w = g
  update k = h
}
