# netc emit --stage sum_in_parts
# Long sums for few results go sample by sample, gradients of few weights among them; short ones stay, and those of many results.
graph f(x: f32[64, 32, 28, 28], y: f32[64, 32, 28, 28], z: f32[64, 32, 2, 2], h: f32[8]) -> s, m, w, v, t {
  s: f32[32]; s[c] = sum(b, i, j) x[b, c, i, j]*y[b, c, i, j]
  m: f32[32]; m[c] = max(b, i, j) x[b, c, i, j]
  w: f32[32, 32]; w[o, c] = sum(b, i, j) x[b, c, i, j]*y[b, o, i, j]
  v: f32[32, 32, 8]; v[o, c, k] = sum(b, i, j) x[b, c, i, j]*y[b, o, i, j]*h[k]
  t: f32[32]; t[c] = sum(b, i, j) z[b, c, i, j]
}
=== exit 0
graph f(x: f32[64, 32, 28, 28], y: f32[64, 32, 28, 28], z: f32[64, 32, 2, 2], h: f32[8]) -> s, m, w, v, t {
  s.parts: f32[64, 32]; s.parts[b, c] = sum(i, j) x[b, c, i, j]*y[b, c, i, j]
  s: f32[32]; s[c] = sum(b) s.parts[b, c]
  m.parts: f32[64, 32]; m.parts[b, c] = max(i, j) x[b, c, i, j]
  m: f32[32]; m[c] = max(b) m.parts[b, c]
  w.parts: f32[64, 32, 32]; w.parts[b, o, c] = sum(i, j) x[b, c, i, j]*y[b, o, i, j]
  w: f32[32, 32]; w[o, c] = sum(b) w.parts[b, o, c]
  v.sum: f32[32, 32, 8]; v.sum[o, c, k] = sum(b, i, j) x[b, c, i, j]*y[b, o, i, j]
  v: f32[32, 32, 8]; v[o, c, k] = h[k]*v.sum[o, c, k]
  t: f32[32]; t[c] = sum(b, i, j) z[b, c, i, j]
}
