# netc emit --stage graph
# A reduction in a reduction is a node over those outer indices that it uses.
op f(x: [B, N], w: [N, M]) -> y: [B]
  y[b] = sum(i) x[b, i]*max(j) w[i, j]
net a(x: [B, 4], w: [4, 5]) -> y { y = f(x, w) }
=== exit 0
graph predict_a(x: f32[B, 4], w: f32[4, 5]) -> y {
  capacity = (B: 1)
  f.max: f32[4]; f.max[i] = max(j) w[i, j]
  f: f32[B]; f[b] = sum(i) x[b, i]*f.max[i]
  y = f
}
