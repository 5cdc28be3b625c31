# netc emit --stage recompute --cpu x86-64-v3 --ram-limit 1400K
# What is cheap for its bytes is made again, before its late reader; products are kept.
graph f(x: f32[1024, 64]) -> loss {
  param w1: f32[64, 64]
  param w2: f32[64, 64]
  param w3: f32[64, 64]
  y1: f32[1024, 64]; y1[b, o] = sum(i) x[b, i]*w1[o, i]
  a1: f32[1024, 64]; a1[b, o] = tanh(y1[b, o])
  y2: f32[1024, 64]; y2[b, o] = sum(i) a1[b, i]*w2[o, i]
  a2: f32[1024, 64]; a2[b, o] = tanh(y2[b, o])
  y3: f32[1024, 64]; y3[b, o] = sum(i) a2[b, i]*w3[o, i]
  loss: f32 = sum(b, o) y3[b, o]^2
  g3: f32[64, 64]; g3[o, i] = sum(b) y3[b, o]*a2[b, i]
  e2: f32[1024, 64]; e2[b, i] = sum(o) y3[b, o]*w3[o, i]
  d2: f32[1024, 64]; d2[b, i] = e2[b, i]*y2[b, i]
  g2: f32[64, 64]; g2[o, i] = sum(b) d2[b, o]*a1[b, i]
  e1: f32[1024, 64]; e1[b, i] = sum(o) d2[b, o]*w2[o, i]
  d1: f32[1024, 64]; d1[b, i] = e1[b, i]*y1[b, i]
  g1: f32[64, 64]; g1[o, i] = sum(b) d1[b, o]*x[b, i]
  u1: f32[64, 64]; u1[i, j] = w1[i, j] - 0.1*g1[i, j]
  u2: f32[64, 64]; u2[i, j] = w2[i, j] - 0.1*g2[i, j]
  u3: f32[64, 64]; u3[i, j] = w3[i, j] - 0.1*g3[i, j]
  update w1 = u1
  update w2 = u2
  update w3 = u3
}
=== exit 0
graph f(x: f32[1024, 64]) -> loss {
  param w1: f32[64, 64]
  param w2: f32[64, 64]
  param w3: f32[64, 64]
  y1: f32[1024, 64]; y1[b, o] = sum(i) x[b, i]*w1[o, i]
  a1: f32[1024, 64]; a1[b, o] = tanh(y1[b, o])
  y2: f32[1024, 64]; y2[b, o] = sum(i) a1[b, i]*w2[o, i]
  a2: f32[1024, 64]; a2[b, o] = tanh(y2[b, o])
  y3: f32[1024, 64]; y3[b, o] = sum(i) a2[b, i]*w3[o, i]
  loss: f32 = sum(b, o) y3[b, o]^2
  g3: f32[64, 64]; g3[o, i] = sum(b) y3[b, o]*a2[b, i]
  e2: f32[1024, 64]; e2[b, i] = sum(o) y3[b, o]*w3[o, i]
  d2: f32[1024, 64]; d2[b, i] = e2[b, i]*y2[b, i]
  a1.again: f32[1024, 64]; a1.again[b, o] = tanh(y1[b, o]); again a1.again
  g2: f32[64, 64]; g2[o, i] = sum(b) d2[b, o]*a1.again[b, i]
  e1: f32[1024, 64]; e1[b, i] = sum(o) d2[b, o]*w2[o, i]
  d1: f32[1024, 64]; d1[b, i] = e1[b, i]*y1[b, i]
  g1: f32[64, 64]; g1[o, i] = sum(b) d1[b, o]*x[b, i]
  u1: f32[64, 64]; u1[i, j] = w1[i, j] - 0.1*g1[i, j]
  u2: f32[64, 64]; u2[i, j] = w2[i, j] - 0.1*g2[i, j]
  u3: f32[64, 64]; u3[i, j] = w3[i, j] - 0.1*g3[i, j]
  update w1 = u1
  update w2 = u2
  update w3 = u3
}
