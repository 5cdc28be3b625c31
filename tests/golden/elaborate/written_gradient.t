# netc emit --stage differentiate --train
# An op's own gradient replaces what would be derived for that argument; others are derived.
op step(x: [B, N], w: [N]) -> y: [B, N]
  grad x[b, i] = if x[b, i]*x[b, i] < 1 then grad.y[b, i]*w[i] else 0
  y[b, i] = (if x[b, i] > 0 then 1 else 0)*w[i]
layer gate(x: [B, N]) {
  param slope: [N] ~ ones
  param weight: [N] ~ ones
  return step(x*weight, slope)
}
net a(x: [B, 4]) -> y { y = gate(x) }
train a(t: [B, 4]) {
  loss      = mse(y, t)
  optimizer = sgd
}
=== exit 0
graph train_a(x: f32[B, 4], t: f32[B, 4]) -> loss {
  capacity = (B: 32)
  param gate1.slope: f32[4]
  param gate1.weight: f32[4]
  gate1.x: f32[B, 4]; gate1.x[i, j] = x[i, j]*gate1.weight[j]
  gate1.step.x: f32[B, 4]; gate1.step.x[i, j] = gate1.x[i, j]
  gate1.step: f32[B, 4]; gate1.step[b, i] = f32(if 0 < gate1.step.x[b, i] then 1 else 0)*gate1.slope[i]
  mse.sum: f32 = sum(i, j) (gate1.step[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*4)
  mse.grad: f32 = 1
  mse.sum.grad: f32 = mse.grad/f32(B*4)
  gate1.step.grad: f32[B, 4]; gate1.step.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) mse.sum.grad*(2*(gate1.step[i, j] - t[i, j]))
  gate1.slope.grad: f32[4]; gate1.slope.grad[i0] = sum(b, i if i0 == i) gate1.step.grad[b, i]*f32(if 0 < gate1.step.x[b, i] then 1 else 0)
  gate1.step.grad_x.grad: f32[B, 4]; gate1.step.grad_x.grad[b, i] = if gate1.step.x[b, i]*gate1.step.x[b, i] < 1 then gate1.step.grad[b, i]*gate1.slope[i] else 0
  gate1.x.grad: f32[B, 4]; gate1.x.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) gate1.step.grad_x.grad[i, j]
  gate1.weight.grad: f32[4]; gate1.weight.grad[j0] = sum(i, j if j0 == j) gate1.x.grad[i, j]*x[i, j]
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  gate1.slope.w: f32[4]; gate1.slope.w[i] = gate1.slope[i] - f32(lr)*gate1.slope.grad[i]
  gate1.weight.w: f32[4]; gate1.weight.w[i] = gate1.weight[i] - f32(lr)*gate1.weight.grad[i]
  loss = mse
  update gate1.slope = gate1.slope.w
  update gate1.weight = gate1.weight.w
}
