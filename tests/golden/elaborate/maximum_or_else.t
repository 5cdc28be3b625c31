# netc emit --stage graph
# A window over nothing has a value where `else` says it.
op pool(x: [B, N]) -> y: [B, N + 4]
  y[b, i] = max(r < 2 else 0) x[b, i + r - 3]
net a(x: [B, 4]) -> y { y = pool(x) }
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  pool: f32[B, 8]; pool[b, i] = max(r < 2 else 0) x[b, i + r - 3]
  y = pool
}
