# netc emit --precision bf16 --cpu znver4 --stage pair_products -
# A dense layer on pictures: its weights have the channel, the row and the column in one dimension, and their words one for each.
graph f(x: f32[64, 16, 5, 5], w: f32[64, 400]) -> y {
  y: f32[64, 64]; y[b, o] = sum(c, i, j) x[b, c, i, j]*w[o, 25*c + 5*i + j]
}
=== exit 0
graph f(x: f32[64, 16, 5, 5], w: f32[64, 400]) -> y {
  x.pairs: i32[64, 8, 5, 5]; x.pairs[b, c, i, j] = pair(x[b, c, i, j], x[b, c + 8, i, j])
  w.pairs: i32[64, 8, 5, 5]; w.pairs[o, c, i, j] = pair(w[o, c*25 + i*5 + j], w[o, c*25 + i*5 + j + 200])
  y: f32[64, 64]; y[b, o] = sum(c, i, j) dot(x.pairs[b, c, i, j], w.pairs[o, c, i, j])
}
