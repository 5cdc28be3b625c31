# netc emit --stage differentiate --train
# In the steps of a scan a written gradient stands in the adjoint body, over tapes.
op gate(x: [B, N], w: [N]) -> y: [B, N]
  grad x[b, i] = 3*grad.y[b, i]*w[i]
  y[b, i] = x[b, i]*w[i]
layer steps(x: [B, T, D], w: [D]) {
  scan x over t
  carry h: [B, D] = 0 {
    h = gate(x[t] + sin(h), w)
  }
  return h
}
layer gates(x: [B, T, D]) {
  param w: [D] ~ ones
  return steps(x, w)
}
net a(x: [B, 4, 2]) -> y { y = gates(x) }
train a(t: [B, 2]) {
  loss      = mse(y, t)
  optimizer = sgd
}
=== exit 0
graph train_a(x: f32[B, 4, 2], t: f32[B, 2]) -> loss {
  capacity = (B: 32)
  param gates1.w: f32[2]
  gates1.steps1.h.start: f32[B, 2]; gates1.steps1.h.start[i, j] = 0
  scan over gates1.steps1.t < 4, name: gates1.steps1.scan, axes: [0, 0]
  carry gates1.steps1.h: f32[B, 2] = gates1.steps1.h.start {
    gates1.steps1.x: f32[B, 2]; gates1.steps1.x[i, j] = x[i, gates1.steps1.t, j] + sin(gates1.steps1.h[i, j])
    gates1.steps1.gate.x: f32[B, 2]; gates1.steps1.gate.x[i, j] = gates1.steps1.x[i, j]
    gates1.steps1.gate: f32[B, 2]; gates1.steps1.gate[b, i] = gates1.steps1.gate.x[b, i]*gates1.w[i]
    gates1.steps1.h = gates1.steps1.gate
    yield gates1.steps1.h
    yield gates1.steps1.gate.x
  }
  gates1.steps1.gate.x.steps: f32[4, B, 2] = project(gates1.steps1.scan, 1)
  gates1.steps1.h.steps: f32[4, B, 2] = project(gates1.steps1.scan, 0)
  gates1.steps1.h_2: f32[B, 2] = project(gates1.steps1.scan, 2)
  mse.sum: f32 = sum(i, j) (gates1.steps1.h_2[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*2)
  mse.grad: f32 = 1
  mse.sum.grad: f32 = mse.grad/f32(B*2)
  gates1.steps1.h_2.grad: f32[B, 2]; gates1.steps1.h_2.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) mse.sum.grad*(2*(gates1.steps1.h_2[i, j] - t[i, j]))
  scan over gates1.steps1.t.back < 4, name: gates1.steps1.scan.grad, reverse: true, axes: [0]
  carry gates1.steps1.h.grad: f32[B, 2] = gates1.steps1.h_2.grad {
    gates1.steps1.gate.grad_x.grad: f32[B, 2]; gates1.steps1.gate.grad_x.grad[b, i] = 3*gates1.steps1.h.grad[b, i]*gates1.w[i]
    gates1.steps1.x.grad: f32[B, 2]; gates1.steps1.x.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) gates1.steps1.gate.grad_x.grad[i, j]
    gates1.steps1.h.grad_2: f32[B, 2]; gates1.steps1.h.grad_2[i0, j0] = sum(i, j if i0 == i and j0 == j) gates1.steps1.x.grad[i, j]*cos(gates1.steps1.h.steps[gates1.steps1.t.back, i, j])
    gates1.steps1.h.grad = gates1.steps1.h.grad_2
    yield gates1.steps1.h.grad
  }
  gates1.steps1.h.grad.steps: f32[4, B, 2] = project(gates1.steps1.scan.grad, 0)
  gates1.w.grad: f32[2]; gates1.w.grad[i0] = sum(gates1.steps1.t, b, i if i0 == i) gates1.steps1.h.grad.steps[gates1.steps1.t, b, i]*gates1.steps1.gate.x.steps[gates1.steps1.t, b, i]
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  gates1.w.w: f32[2]; gates1.w.w[i] = gates1.w[i] - f32(lr)*gates1.w.grad[i]
  loss = mse
  update gates1.w = gates1.w.w
}
