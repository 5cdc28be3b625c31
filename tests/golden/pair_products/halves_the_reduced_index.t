# netc emit --precision bf16 --cpu znver4 --stage pair_products -
# Of an odd number of terms the last word holds one and a zero.
graph f(x: f32[64, 400], u: f32[64, 401], w: f32[64, 400], v: f32[64, 401]) -> y, z {
  y: f32[64, 64]; y[b, o] = sum(i) x[b, i]*w[o, i]
  z: f32[64, 64]; z[b, o] = sum(i) u[b, i]*v[o, i]
}
=== exit 0
graph f(x: f32[64, 400], u: f32[64, 401], w: f32[64, 400], v: f32[64, 401]) -> y, z {
  x.pairs: i32[64, 200]; x.pairs[b, i] = pair(x[b, i], x[b, i + 200])
  w.pairs: i32[64, 200]; w.pairs[o, i] = pair(w[o, i], w[o, i + 200])
  y: f32[64, 64]; y[b, o] = sum(i) dot(x.pairs[b, i], w.pairs[o, i])
  u.pairs: i32[64, 201]; u.pairs[b, i] = pair(u[b, i], if i < 200 then u[b, i + 201] else 0)
  v.pairs: i32[64, 201]; v.pairs[o, i] = pair(v[o, i], if i < 200 then v[o, i + 201] else 0)
  z: f32[64, 64]; z[b, o] = sum(i) dot(u.pairs[b, i], v.pairs[o, i])
}
