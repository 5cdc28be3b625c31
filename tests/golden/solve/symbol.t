# netc emit --stage solve
# A radix may be a symbol.
graph f(x: f32[B, T, 3]) -> dx {
  capacity = (B: 4, T: 5)
  m: f32[B*T, 3]; m[(b, t), d] = x[b, t, d]^2
  q: f32[B, T, 3]; q[b, t, d] = m[t + T*b, d]^2
  l: f32 = sum(b, t, d) q[b, t, d]
  dx: f32[B, T, 3] = gradient(l, x)
}
=== exit 0
graph f(x: f32[B, T, 3]) -> dx {
  capacity = (B: 4, T: 5)
  m: f32[B*T, 3]; m[(b, t), d] = x[b, t, d]^2
  q: f32[B, T, 3]; q[b, t, d] = m[t + T*b, d]^2
  l: f32 = sum(b, t, d) q[b, t, d]
  l.grad: f32 = 1
  q.grad: f32[B, T, 3]; q.grad[b, t, d] = l.grad
  m.grad: f32[B*T, 3]; m.grad[p, d] = if p/T < B then q.grad[p/T, p % T, d]*(2*m[p, d]) else 0
  x.grad: f32[B, T, 3]; x.grad[b, t, d] = m.grad[t + T*b, d]*(2*x[b, t, d])
  dx = x.grad
}
