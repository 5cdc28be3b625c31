# netc emit --stage sum_in_parts
# A long sum for few results goes sample by sample; a short one, and one that reads its operands again, stay.
graph f(x: f32[64, 32, 28, 28], y: f32[64, 32, 28, 28], z: f32[64, 32, 2, 2]) -> s, m, w, t {
  s: f32[32]; s[c] = sum(b, i, j) x[b, c, i, j]*y[b, c, i, j]
  m: f32[32]; m[c] = max(b, i, j) x[b, c, i, j]
  w: f32[32, 32]; w[o, c] = sum(b, i, j) x[b, c, i, j]*y[b, o, i, j]
  t: f32[32]; t[c] = sum(b, i, j) z[b, c, i, j]
}
=== exit 0
graph f(x: f32[64, 32, 28, 28], y: f32[64, 32, 28, 28], z: f32[64, 32, 2, 2]) -> s, m, w, t {
  s.parts: f32[64, 32]; s.parts[b, c] = sum(i, j) x[b, c, i, j]*y[b, c, i, j]
  s: f32[32]; s[c] = sum(b) s.parts[b, c]
  m.parts: f32[64, 32]; m.parts[b, c] = max(i, j) x[b, c, i, j]
  m: f32[32]; m[c] = max(b) m.parts[b, c]
  w: f32[32, 32]; w[o, c] = sum(b, i, j) x[b, c, i, j]*y[b, o, i, j]
  t: f32[32]; t[c] = sum(b, i, j) z[b, c, i, j]
}
