# netc emit --precision bf16 --cpu znver4 --stage pair_products -
# Rounded is the factor, not what it was made of. Equal words are made once.
graph f(x: u8[64, 400], w: f32[64, 400], v: f32[32, 400]) -> y, z {
  y: f32[64, 64]; y[b, o] = sum(i) f32(x[b, i])*w[o, i]
  z: f32[64, 32]; z[b, o] = sum(i) f32(x[b, i])*v[o, i]
}
=== exit 0
graph f(x: u8[64, 400], w: f32[64, 400], v: f32[32, 400]) -> y, z {
  x.pairs: i32[64, 200]; x.pairs[b, i] = pair(f32(x[b, i]), f32(x[b, i + 200]))
  w.pairs: i32[64, 200]; w.pairs[o, i] = pair(w[o, i], w[o, i + 200])
  y: f32[64, 64]; y[b, o] = sum(i) dot(x.pairs[b, i], w.pairs[o, i])
  v.pairs: i32[32, 200]; v.pairs[o, i] = pair(v[o, i], v[o, i + 200])
  z: f32[64, 32]; z[b, o] = sum(i) dot(x.pairs[b, i], v.pairs[o, i])
}
