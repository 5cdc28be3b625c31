# netc emit --precision bf16 --cpu znver4 --bind B=32 --stage pair_products -
# In a prediction weights may be read once only, as words of them are made when they are loaded.
net f(x: [B, 128, 4]) -> y {
  param w: [96, 128] ~ zeros
  y[b, o, t] = sum(i) x[b, i, t]*w[o, i]
}
=== exit 0
graph predict_f(x: f32[B, 128, 4]) -> y {
  capacity = (B: 32)
  param w: f32[96, 128]
  x.pairs: i32[B, 64, 4]; x.pairs[b, i, t] = pair(x[b, i, t], x[b, i + 64, t])
  w.pairs: i32[96, 64]; w.pairs[o, i] = pair(w[o, i], w[o, i + 64])
  y: f32[B, 96, 4]; y[b, o, t] = sum(i) dot(x.pairs[b, i, t], w.pairs[o, i])
}
