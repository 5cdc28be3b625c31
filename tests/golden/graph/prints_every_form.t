# netc emit --stage graph
# Every form of node, read and printed.
graph f(x: f32[B, 4, 8], label: i32[B] in 10, n: i32[B] in 5 = 4) -> y, metric {
  capacity = (B: 64)
  param conv1.weight: f32[6, 2, 3]; freeze conv1.weight
  state run.mean: f32[6]
  slot conv1.weight.m: f32[6, 2, 3]
  scalar lr: f64
  constant mean: f32[3] = [1, -2.5, 1e-5]
  constant big: f32[10, 8]
  y: f32[B, 6, 4]; y[b, (g < 2, o), i] = sum(c < 2, r) x[b, g*2 + c, i*2 + r - 1]*conv1.weight[g*3 + o, c, r]
  f: f32[B, 24]; f[b, (c, i)] = tanh(y[b, c, i]) + (if b < 3 and c != 2 then 1 else -0.5)^2
  q: f32[B, 8, 4]; q[b, p, j] = x[b, p % 4, p/4 + j]
  h: f32[B, 4]; h[b, c] = max(i < 8 if i < n[b] else -1) x[b, c, i] 
  a: i32[B]; a[b] = argmax(i) f[b, i]
  e: f32[B]; e[b] = big[label[b], 3] + (x[b, 0, a[b] - 2] ?? 0)
  e2: f32[B]; e2[b] = x[b, 0, maximum(0, minimum(7, index(a[b]) - 2))] + f32(label[b] + 1) + f32(b*2 - 1)
  dx: f32[B, 4, 8]; dx[b, c, p] = sum(g < 2, o < 3, i, r if g*2 + 1 == c and i*2 + r - 1 == p) y[b, g*3 + o, i]*conv1.weight[g*3 + o, 0, r]
  draw r: f32[4] ~ uniform(0, 1) key 7; r[i] = random(0)
  draw r0: f32 ~ uniform(0, 1) key (-7); r0 = random(1)*2 - 1
  scan over t < 8, name: s1, reverse: true, lengths: n, axes: [1]
  carry st: f32[B, 4] = h {
    z: f32[B, 4]; z[b, k] = st[b, k]*0.5 + x[b, k, t]
    st = z
    yield z
  }
  zs: f32[B, 8, 4] = project(s1, 0)
  zl: f32[B, 4] = project(s1, 1)
  acc: f32 = sum(b, k) zs[b, 2, k]*zl[b, k]
  w: f32[6, 2, 3]; w[i, j, k] = conv1.weight[i, j, k] - f32(lr)*0.1
  gr: f32[6, 2, 3] = gradient(acc, conv1.weight)
  metric = acc
  update conv1.weight = w
}
=== exit 0
graph f(x: f32[B, 4, 8], label: i32[B] in 10, n: i32[B] in 5 = 4) -> y, metric {
  capacity = (B: 64)
  param conv1.weight: f32[6, 2, 3]; freeze conv1.weight
  state run.mean: f32[6]
  slot conv1.weight.m: f32[6, 2, 3]
  scalar lr: f64
  constant mean: f32[3] = [1, -2.5, 1e-05]
  constant big: f32[10, 8]
  y: f32[B, 6, 4]; y[b, (g < 2, o), i] = sum(c, r) x[b, g*2 + c, i*2 + r - 1]*conv1.weight[g*3 + o, c, r]
  f: f32[B, 24]; f[b, (c, i)] = tanh(y[b, c, i]) + (if b < 3 and c != 2 then 1 else -0.5)^2
  q: f32[B, 8, 4]; q[b, p, j] = x[b, p % 4, j + p/4]
  h: f32[B, 4]; h[b, c] = max(i if i < n[b] else -1) x[b, c, i]
  a: i32[B]; a[b] = argmax(i) f[b, i]
  e: f32[B]; e[b] = big[label[b], 3] + (x[b, 0, a[b] - 2] ?? 0)
  e2: f32[B]; e2[b] = x[b, 0, maximum(0, minimum(7, a[b] - 2))] + f32(label[b] + 1) + f32(b*2 - 1)
  dx: f32[B, 4, 8]; dx[b, c, p] = sum(g < 2, o < 3, i, r if c == g*2 + 1 and p + 1 == i*2 + r) y[b, g*3 + o, i]*conv1.weight[g*3 + o, 0, r]
  draw r: f32[4] ~ uniform(0, 1) key 7; r[i] = random(0)
  draw r0: f32 ~ uniform(0, 1) key (-7); r0 = random(1)*2 - 1
  scan over t < 8, name: s1, reverse: true, lengths: n, axes: [1]
  carry st: f32[B, 4] = h {
    z: f32[B, 4]; z[b, k] = st[b, k]*0.5 + x[b, k, t]
    st = z
    yield z
  }
  zs: f32[B, 8, 4] = project(s1, 0)
  zl: f32[B, 4] = project(s1, 1)
  acc: f32 = sum(b, k) zs[b, 2, k]*zl[b, k]
  w: f32[6, 2, 3]; w[i, j, k] = conv1.weight[i, j, k] - f32(lr)*0.1
  gr: f32[6, 2, 3] = gradient(acc, conv1.weight)
  metric = acc
  update conv1.weight = w
}
