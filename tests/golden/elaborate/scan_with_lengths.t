# netc emit --stage graph
layer last(x: [B, T, D], n: i32[B]) {
  scan x over t, reverse: true, lengths: n
  carry h: [B, D] = 0, k: [B] = 1 {
    d[b] = t*k[b]
    h[b, i] = x[b, t, i] + d[b]*h[b, i]
    k = 2*k
    yield p, q = h, k
  }
  return p, q, h
}
net a(x: [B, 5, 2], n: i32[B]) -> p, q, h { p, q, h = last(x, n) }
=== exit 0
graph predict_a(x: f32[B, 5, 2], n: i32[B]) -> p, q, h {
  capacity = (B: 1)
  last1.h.start: f32[B, 2]; last1.h.start[i, j] = 0
  last1.k.start: f32[B]; last1.k.start[i] = 1
  scan over last1.t < 5, name: last1.scan, reverse: true, lengths: n, axes: [1, 1]
  carry last1.h: f32[B, 2] = last1.h.start, last1.k: f32[B] = last1.k.start {
    last1.d: f32[B]; last1.d[b] = f32(last1.t)*last1.k[b]
    last1.h_2: f32[B, 2]; last1.h_2[b, i] = x[b, last1.t, i] + last1.d[b]*last1.h[b, i]
    last1.k_2: f32[B]; last1.k_2[i] = 2*last1.k[i]
    last1.h = last1.h_2
    last1.k = last1.k_2
    yield last1.h_2
    yield last1.k_2
  }
  last1.p: f32[B, 5, 2] = project(last1.scan, 0)
  last1.q: f32[B, 5] = project(last1.scan, 1)
  last1.h_3: f32[B, 2] = project(last1.scan, 2)
  last1.k_3: f32[B] = project(last1.scan, 3)
  p = last1.p
  q = last1.q
  h = last1.h_3
}
