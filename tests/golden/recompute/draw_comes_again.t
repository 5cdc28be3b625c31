# netc emit --stage recompute --cpu x86-64-v3 --ram-limit 1M
# A draw that is made again has the same key: the same numbers.
graph f(x: f32[1024, 64]) -> loss {
  param w1: f32[64, 64]
  param w2: f32[64, 64]
  draw r: f32[1024, 64] ~ uniform(0, 1) key 7; r[b, o] = random(0)
  y1: f32[1024, 64]; y1[b, o] = sum(i) x[b, i]*r[b, i]*w1[o, i]
  y2: f32[1024, 64]; y2[b, o] = sum(i) y1[b, i]*w2[o, i]
  loss: f32 = sum(b, o) y2[b, o]^2
  g2: f32[64, 64]; g2[o, i] = sum(b) y2[b, o]*y1[b, i]
  e1: f32[1024, 64]; e1[b, i] = sum(o) y2[b, o]*w2[o, i]
  g1: f32[64, 64]; g1[o, i] = sum(b) e1[b, o]*x[b, i]*r[b, i]
  u1: f32[64, 64]; u1[i, j] = w1[i, j] - 0.1*g1[i, j]
  u2: f32[64, 64]; u2[i, j] = w2[i, j] - 0.1*g2[i, j]
  update w1 = u1
  update w2 = u2
}
=== exit 0
graph f(x: f32[1024, 64]) -> loss {
  param w1: f32[64, 64]
  param w2: f32[64, 64]
  draw r: f32[1024, 64] ~ uniform(0, 1) key 7; r[b, o] = random(0)
  y1: f32[1024, 64]; y1[b, o] = sum(i) x[b, i]*r[b, i]*w1[o, i]
  y2: f32[1024, 64]; y2[b, o] = sum(i) y1[b, i]*w2[o, i]
  loss: f32 = sum(b, o) y2[b, o]^2
  g2: f32[64, 64]; g2[o, i] = sum(b) y2[b, o]*y1[b, i]
  e1: f32[1024, 64]; e1[b, i] = sum(o) y2[b, o]*w2[o, i]
  draw r.again: f32[1024, 64] ~ uniform(0, 1) key 7; r.again[b, o] = random(0); again r.again
  g1: f32[64, 64]; g1[o, i] = sum(b) e1[b, o]*x[b, i]*r.again[b, i]
  u1: f32[64, 64]; u1[i, j] = w1[i, j] - 0.1*g1[i, j]
  u2: f32[64, 64]; u2[i, j] = w2[i, j] - 0.1*g2[i, j]
  update w1 = u1
  update w2 = u2
}
