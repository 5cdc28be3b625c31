# netc emit --stage differentiate
# The state before each step is the only tape; what the steps give to w is summed as they go, what
# they give to x belongs to one step each.
graph f(x: f32[5, 3], w: f32[3]) -> l, dx, dw {
  h0: f32[3]; h0[i] = 0
  scan over t < 5, name: s, recompute: true
  carry h: f32[3] = h0 {
    a: f32[3]; a[i] = h[i]*w[i] + x[t, i]
    b: f32[3]; b[i] = a[i]^2
    h = b
  }
  y: f32[3] = project(s, 0)
  l: f32 = sum(i) y[i]
  dx: f32[5, 3] = gradient(l, x)
  dw: f32[3] = gradient(l, w)
}
=== exit 0
graph f(x: f32[5, 3], w: f32[3]) -> l, dx, dw {
  h0: f32[3]; h0[i] = 0
  scan over t < 5, name: s, recompute: true, axes: [0]
  carry h: f32[3] = h0 {
    a: f32[3]; a[i] = h[i]*w[i] + x[t, i]
    b: f32[3]; b[i] = a[i]^2
    h = b
    yield h
  }
  h.steps: f32[5, 3] = project(s, 0)
  y: f32[3] = project(s, 1)
  l: f32 = sum(i) y[i]
  l.grad: f32 = 1
  y.grad: f32[3]; y.grad[i0] = sum(i < 3 if i0 == i) l.grad
  w.grad_2: f32[3]; w.grad_2[i] = 0
  scan over t.back < 5, name: s.grad, reverse: true, recompute: true, axes: [0]
  carry h.grad: f32[3] = y.grad, w.sum: f32[3] = w.grad_2 {
    h.again: f32[3]; h.again[i] = h.steps[t.back, i]
    a.again: f32[3]; a.again[i] = h.again[i]*w[i] + x[t.back, i]
    b.again: f32[3]; b.again[i] = a.again[i]^2
    a.again.grad: f32[3]; a.again.grad[i0] = sum(i if i0 == i) h.grad[i]*(2*a.again[i])
    h.again.grad: f32[3]; h.again.grad[i0] = sum(i if i0 == i) a.again.grad[i]*w[i]
    w.grad: f32[3]; w.grad[i0] = sum(i if i0 == i) a.again.grad[i]*h.again[i]
    w.grad_3: f32[3]; w.grad_3[i] = w.grad[i] + w.sum[i]
    h.grad = h.again.grad
    w.sum = w.grad_3
    yield a.again.grad
  }
  a.again.grad.steps: f32[5, 3] = project(s.grad, 0)
  w.grad_4: f32[3] = project(s.grad, 2)
  x.grad: f32[5, 3]; x.grad[p, i0] = sum(t, i if p == t and i0 == i) a.again.grad.steps[t, i]
  dx = x.grad
  dw = w.grad_4
}
