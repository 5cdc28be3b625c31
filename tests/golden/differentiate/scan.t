# netc emit --stage differentiate
# The adjoint of a scan runs the other way; the gradient of the weights is one sum after it.
graph f(x: f32[5, 2], w: f32[2, 2]) -> dx, dw {
  h0: f32[2]; h0[i] = 0
  scan over t < 5, name: steps, axes: [0]
  carry h: f32[2] = h0 {
    z: f32[2]; z[o] = sum(i) w[o, i]*h[i]
    n: f32[2]; n[o] = (z[o] + x[t, o])^2
    h = n
    yield n
  }
  y: f32[5, 2] = project(steps, 0)
  l: f32 = sum(t, o) y[t, o]
  dx: f32[5, 2] = gradient(l, x)
  dw: f32[2, 2] = gradient(l, w)
}
=== exit 0
graph f(x: f32[5, 2], w: f32[2, 2]) -> dx, dw {
  h0: f32[2]; h0[i] = 0
  scan over t < 5, name: steps, axes: [0, 0, 0]
  carry h: f32[2] = h0 {
    z: f32[2]; z[o] = sum(i) w[o, i]*h[i]
    n: f32[2]; n[o] = (z[o] + x[t, o])^2
    h = n
    yield n
    yield z
    yield h
  }
  h.steps: f32[5, 2] = project(steps, 2)
  z.steps: f32[5, 2] = project(steps, 1)
  y: f32[5, 2] = project(steps, 0)
  l: f32 = sum(t, o) y[t, o]
  l.grad: f32 = 1
  y.grad: f32[5, 2]; y.grad[t0, o0] = sum(t < 5, o < 2 if t0 == t and o0 == o) l.grad
  h.grad: f32[2]; h.grad[i] = 0
  scan over t.back < 5, name: steps.grad, reverse: true, axes: [0, 0]
  carry h.grad_2: f32[2] = h.grad {
    n.grad: f32[2]; n.grad[i] = y.grad[t.back, i]
    n.grad_2: f32[2]; n.grad_2[i] = h.grad_2[i] + n.grad[i]
    z.grad: f32[2]; z.grad[o0] = sum(o if o0 == o) n.grad_2[o]*(2*(z.steps[t.back, o] + x[t.back, o]))
    h.grad_3: f32[2]; h.grad_3[i0] = sum(o, i if i0 == i) z.grad[o]*w[o, i]
    h.grad_2 = h.grad_3
    yield n.grad_2
    yield z.grad
  }
  z.grad.steps: f32[5, 2] = project(steps.grad, 1)
  n.grad_2.steps: f32[5, 2] = project(steps.grad, 0)
  x.grad: f32[5, 2]; x.grad[p, o0] = sum(t, o if p == t and o0 == o) n.grad_2.steps[t, o]*(2*(z.steps[t, o] + x[t, o]))
  w.grad: f32[2, 2]; w.grad[o0, i0] = sum(t, o, i if o0 == o and i0 == i) z.grad.steps[t, o]*h.steps[t, i]
  dx = x.grad
  dw = w.grad
}
