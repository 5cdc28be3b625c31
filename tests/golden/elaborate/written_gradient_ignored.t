# netc emit --stage differentiate --train --derive-all
op double(x: [B, N]) -> y: [B, N]
  grad x[b, i] = 3*grad.y[b, i]
  y[b, i] = 2*x[b, i]
net a(x: [B, 4]) -> y { y = x |> dense(2, bias: false) |> double }
train a(t: [B, 2]) {
  loss      = mse(y, t)
  optimizer = sgd
}
=== exit 0
graph train_a(x: f32[B, 4], t: f32[B, 2]) -> loss {
  capacity = (B: 32)
  param dense1.weight: f32[2, 4]
  dense1.sum: f32[B, 2]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  double: f32[B, 2]; double[b, i] = 2*dense1.sum[b, i]
  mse.sum: f32 = sum(i, j) (double[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*2)
  mse.grad: f32 = 1
  mse.sum.grad: f32 = mse.grad/f32(B*2)
  double.grad: f32[B, 2]; double.grad[i0, j0] = sum(i, j if i0 == i and j0 == j) mse.sum.grad*(2*(double[i, j] - t[i, j]))
  dense1.sum.grad: f32[B, 2]; dense1.sum.grad[b0, i0] = sum(b, i if b0 == b and i0 == i) double.grad[b, i]*2
  dense1.weight.grad: f32[2, 4]; dense1.weight.grad[o0, i0] = sum(j, o, i if o0 == o and i0 == i) dense1.sum.grad[j, o]*x[j, i]
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  dense1.weight.w: f32[2, 4]; dense1.weight.w[i, j] = dense1.weight[i, j] - f32(lr)*dense1.weight.grad[i, j]
  loss = mse
  update dense1.weight = dense1.weight.w
}
