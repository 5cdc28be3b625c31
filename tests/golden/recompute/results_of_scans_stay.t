# netc emit --stage recompute --cpu x86-64-v3 --ram-limit 1100K
# What a scan makes, and what a late one reads, is kept; a map of it is made again.
graph f(x: f32[1024, 64]) -> loss {
  param w1: f32[64, 64]
  y1: f32[1024, 64]; y1[b, o] = sum(i) x[b, i]*w1[o, i]
  z: f32[64]; z[i] = 0
  scan over t < 1024, name: s, axes: [0]
  carry h: f32[64] = z {
    n: f32[64]; n[k] = 0.5*h[k] + y1[t, k]
    h = n
    yield n
  }
  hs: f32[1024, 64] = project(s, 0)
  a: f32[1024, 64]; a[t, i] = tanh(hs[t, i])
  loss: f32 = sum(t, i) a[t, i]^2
  c: f32[1024, 64]; c[t, i] = loss*(1 - a[t, i]^2)*hs[t, i]
  scan over u < 1024, name: s2, reverse: true, axes: [0]
  carry k: f32[64] = z {
    m: f32[64]; m[i] = 0.5*k[i] + c[u, i]*y1[u, i]
    k = m
    yield m
  }
  ks: f32[1024, 64] = project(s2, 0)
  g1: f32[64, 64]; g1[o, i] = sum(b) ks[b, o]*x[b, i]
  u1: f32[64, 64]; u1[i, j] = w1[i, j] - 0.1*g1[i, j]
  update w1 = u1
}
=== exit 0
graph f(x: f32[1024, 64]) -> loss {
  param w1: f32[64, 64]
  y1: f32[1024, 64]; y1[b, o] = sum(i) x[b, i]*w1[o, i]
  z: f32[64]; z[i] = 0
  scan over t < 1024, name: s, axes: [0]
  carry h: f32[64] = z {
    n: f32[64]; n[k] = 0.5*h[k] + y1[t, k]
    h = n
    yield n
  }
  hs: f32[1024, 64] = project(s, 0)
  a: f32[1024, 64]; a[t, i] = tanh(hs[t, i])
  loss: f32 = sum(t, i) a[t, i]^2
  c: f32[1024, 64]; c[t, i] = loss*(1 - a[t, i]^2)*hs[t, i]
  scan over u < 1024, name: s2, reverse: true, axes: [0]
  carry k: f32[64] = z {
    m: f32[64]; m[i] = 0.5*k[i] + c[u, i]*y1[u, i]
    k = m
    yield m
  }
  ks: f32[1024, 64] = project(s2, 0)
  g1: f32[64, 64]; g1[o, i] = sum(b) ks[b, o]*x[b, i]
  u1: f32[64, 64]; u1[i, j] = w1[i, j] - 0.1*g1[i, j]
  update w1 = u1
}
