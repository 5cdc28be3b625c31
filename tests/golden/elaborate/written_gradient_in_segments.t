# netc emit --stage differentiate --train
# Where the steps are computed again, it is over what they were.
op gate(x: [B, N], w: [N]) -> y: [B, N]
  grad x[b, i] = 3*grad.y[b, i]*w[i]
  y[b, i] = x[b, i]*w[i]
layer steps(x: [B, T, D], w: [D]) {
  scan x over t, every: 2
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
  scan over gates1.steps1.t_segment < 2, name: gates1.steps1.scan, recompute: true, axes: [0]
  carry gates1.steps1.h.start_2: f32[B, 2] = gates1.steps1.h.start {
    x.part: f32[2, B, 2]; x.part[i, j, k] = x[j, i + gates1.steps1.t_segment*2, k]
    scan over gates1.steps1.t < 2, name: gates1.steps1.scan.steps
    carry gates1.steps1.h: f32[B, 2] = gates1.steps1.h.start_2 {
      gates1.steps1.x: f32[B, 2]; gates1.steps1.x[i, j] = x.part[gates1.steps1.t, i, j] + sin(gates1.steps1.h[i, j])
      gates1.steps1.gate.x: f32[B, 2]; gates1.steps1.gate.x[i, j] = gates1.steps1.x[i, j]
      gates1.steps1.gate: f32[B, 2]; gates1.steps1.gate[b, i] = gates1.steps1.gate.x[b, i]*gates1.w[i]
      gates1.steps1.h = gates1.steps1.gate
    }
    gates1.steps1.h.end: f32[B, 2] = project(gates1.steps1.scan.steps, 0)
    gates1.steps1.h.start_2 = gates1.steps1.h.end
    yield gates1.steps1.h.start_2
  }
  gates1.steps1.h.start_2.steps: f32[2, B, 2] = project(gates1.steps1.scan, 0)
  gates1.steps1.h_2: f32[B, 2] = project(gates1.steps1.scan, 1)
  mse.sum: f32 = sum(i, j) (gates1.steps1.h_2[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*2)
  mse.grad: f32 = 1
  mse.sum.grad: f32 = mse.grad/f32(B*2)
  gates1.steps1.h_2.grad: f32[B, 2]; gates1.steps1.h_2.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) mse.sum.grad*(2*(gates1.steps1.h_2[i, j] - t[i, j]))
  gates1.w.grad_2: f32[2]; gates1.w.grad_2[i] = 0
  scan over gates1.steps1.t_segment.back < 2, name: gates1.steps1.scan.grad, reverse: true, recompute: true
  carry gates1.steps1.h.start_2.grad: f32[B, 2] = gates1.steps1.h_2.grad, gates1.w.sum: f32[2] = gates1.w.grad_2 {
    gates1.steps1.h.start_2.again: f32[B, 2]; gates1.steps1.h.start_2.again[i, j] = gates1.steps1.h.start_2.steps[gates1.steps1.t_segment.back, i, j]
    x.part.again: f32[2, B, 2]; x.part.again[i, j, k] = x[j, i + gates1.steps1.t_segment.back*2, k]
    scan over gates1.steps1.t.again < 2, name: gates1.steps1.scan.steps.again, axes: [0, 0]
    carry gates1.steps1.h.again: f32[B, 2] = gates1.steps1.h.start_2.again {
      gates1.steps1.x.again: f32[B, 2]; gates1.steps1.x.again[i, j] = x.part.again[gates1.steps1.t.again, i, j] + sin(gates1.steps1.h.again[i, j])
      gates1.steps1.gate.x.again: f32[B, 2]; gates1.steps1.gate.x.again[i, j] = gates1.steps1.x.again[i, j]
      gates1.steps1.gate.again: f32[B, 2]; gates1.steps1.gate.again[b, i] = gates1.steps1.gate.x.again[b, i]*gates1.w[i]
      gates1.steps1.h.again = gates1.steps1.gate.again
      yield gates1.steps1.h.again
      yield gates1.steps1.gate.x.again
    }
    gates1.steps1.gate.x.again.steps: f32[2, B, 2] = project(gates1.steps1.scan.steps.again, 1)
    gates1.steps1.h.again.steps: f32[2, B, 2] = project(gates1.steps1.scan.steps.again, 0)
    gates1.steps1.h.end.again: f32[B, 2] = project(gates1.steps1.scan.steps.again, 2)
    scan over gates1.steps1.t.again.back < 2, name: gates1.steps1.scan.steps.again.grad, reverse: true, axes: [0]
    carry gates1.steps1.h.again.grad: f32[B, 2] = gates1.steps1.h.start_2.grad {
      gates1.steps1.gate.grad_x.grad: f32[B, 2]; gates1.steps1.gate.grad_x.grad[b, i] = 3*gates1.steps1.h.again.grad[b, i]*gates1.w[i]
      gates1.steps1.x.again.grad: f32[B, 2]; gates1.steps1.x.again.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) gates1.steps1.gate.grad_x.grad[i, j]
      gates1.steps1.h.again.grad_2: f32[B, 2]; gates1.steps1.h.again.grad_2[i0, j0] = sum(i, j if i0 == i and j0 == j) gates1.steps1.x.again.grad[i, j]*cos(gates1.steps1.h.again.steps[gates1.steps1.t.again.back, i, j])
      gates1.steps1.h.again.grad = gates1.steps1.h.again.grad_2
      yield gates1.steps1.h.again.grad
    }
    gates1.steps1.h.again.grad.steps: f32[2, B, 2] = project(gates1.steps1.scan.steps.again.grad, 0)
    gates1.steps1.h.start_2.again.grad: f32[B, 2] = project(gates1.steps1.scan.steps.again.grad, 1)
    gates1.w.grad: f32[2]; gates1.w.grad[i0] = sum(gates1.steps1.t, b, i if i0 == i) gates1.steps1.h.again.grad.steps[gates1.steps1.t, b, i]*gates1.steps1.gate.x.again.steps[gates1.steps1.t, b, i]
    gates1.w.grad_3: f32[2]; gates1.w.grad_3[i] = gates1.w.grad[i] + gates1.w.sum[i]
    gates1.steps1.h.start_2.grad = gates1.steps1.h.start_2.again.grad
    gates1.w.sum = gates1.w.grad_3
  }
  gates1.w.grad_4: f32[2] = project(gates1.steps1.scan.grad, 1)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  gates1.w.w: f32[2]; gates1.w.w[i] = gates1.w[i] - f32(lr)*gates1.w.grad_4[i]
  loss = mse
  update gates1.w = gates1.w.w
}
