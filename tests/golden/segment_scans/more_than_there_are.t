# netc emit --stage segment_scans --train
# One segment would hold all steps.
layer steps(x: [B, T, 3], k) {
  param u: [3, 3] ~ normal(0, 0.5)
  scan x over t, every: k
  carry h: [B, 3] = 0 {
    h = tanh(x[t] + linear(h, u))
    yield y = h
  }
  return y
}
net a(x: [B, 8, 3]) -> y { y = steps(x, 8) }
train a() {
  data = npy(x: "x.npy")
  loss = mse(y, y*2)
  optimizer = sgd(lr: 1)
  batch = 4
}
=== exit 0
graph train_a(x: f32[B, 8, 3]) -> loss {
  capacity = (B: 4)
  param steps1.u: f32[3, 3]
  steps1.h.start: f32[B, 3]; steps1.h.start[i, j] = 0
  scan over steps1.t < 8, name: steps1.scan, axes: [1]
  carry steps1.h: f32[B, 3] = steps1.h.start {
    steps1.linear: f32[B, 3]; steps1.linear[j, o] = sum(i) steps1.h[j, i]*steps1.u[o, i]
    steps1.h_2: f32[B, 3]; steps1.h_2[i, j] = tanh(x[i, steps1.t, j] + steps1.linear[i, j])
    steps1.h = steps1.h_2
    yield steps1.h_2
  }
  steps1.y: f32[B, 8, 3] = project(steps1.scan, 0)
  steps1.h_3: f32[B, 3] = project(steps1.scan, 1)
  target: f32[B, 8, 3]; target[i, j, k] = steps1.y[i, j, k]*2
  mse.sum: f32 = sum(i, j, k) (steps1.y[i, j, k] - target[i, j, k])^2
  mse: f32 = mse.sum/f32(B*24)
  grad.steps1.u: f32[3, 3] = gradient(mse, steps1.u)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  steps1.u.w: f32[3, 3]; steps1.u.w[i, j] = steps1.u[i, j] - f32(lr)*grad.steps1.u[i, j]
  loss = mse
  update steps1.u = steps1.u.w
}
