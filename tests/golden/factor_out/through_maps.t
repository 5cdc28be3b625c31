# netc emit --stage factor_out
# What a map scales leaves the sum that alone reads it, if that is no larger; scaled weights
# stay.
graph f(x: f32[B, 64], r: f32[B], z: f32[B, 64]) -> y, q, v {
  param w: f32[64, 16]
  param u: f32[64, 16]
  param s: f32[16]
  n: f32[B, 64]; n[b, i] = x[b, i]*r[b]
  y: f32[B, 16]; y[b, o] = sum(i) n[b, i]*w[i, o]
  m: f32[B, 64]; m[b, i] = z[b, i]*r[b]
  q: f32[B, 16]; q[b, o] = sum(i) m[b, i]*m[b, i]*w[i, o]
  t: f32[64, 16]; t[i, o] = u[i, o]*s[o]
  v: f32[B, 16]; v[b, o] = sum(i) z[b, i]*t[i, o]
}
=== exit 0
graph f(x: f32[B, 64], r: f32[B], z: f32[B, 64]) -> y, q, v {
  param w: f32[64, 16]
  param u: f32[64, 16]
  param s: f32[16]
  n: f32[B, 64]; n[b, i] = x[b, i]*r[b]
  y.sum: f32[B, 16]; y.sum[b, o] = sum(i) x[b, i]*w[i, o]
  y: f32[B, 16]; y[b, o] = r[b]*y.sum[b, o]
  m: f32[B, 64]; m[b, i] = z[b, i]*r[b]
  q.sum: f32[B, 16]; q.sum[b, o] = sum(i) z[b, i]*z[b, i]*w[i, o]
  q: f32[B, 16]; q[b, o] = r[b]*r[b]*q.sum[b, o]
  t: f32[64, 16]; t[i, o] = u[i, o]*s[o]
  v: f32[B, 16]; v[b, o] = sum(i) z[b, i]*t[i, o]
}
