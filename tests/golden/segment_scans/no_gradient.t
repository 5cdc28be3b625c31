# netc emit --stage segment_scans
# A prediction keeps no states: the scan stays one.
layer steps(x: [B, T, 3], k) {
  param u: [3, 3] ~ normal(0, 0.5)
  scan x over t, every: k
  carry h: [B, 3] = 0 {
    h = tanh(x[t] + linear(h, u))
    yield y = h
  }
  return y
}
net a(x: [B, 8, 3]) -> y { y = steps(x, 3) }
=== exit 0
graph predict_a(x: f32[B, 8, 3]) -> y {
  capacity = (B: 1)
  param steps1.u: f32[3, 3]
  steps1.h.start: f32[B, 3]; steps1.h.start[i, j] = 0
  scan over steps1.t < 8, name: steps1.scan, every: 3, axes: [1]
  carry steps1.h: f32[B, 3] = steps1.h.start {
    steps1.linear: f32[B, 3]; steps1.linear[j, o] = sum(i) steps1.h[j, i]*steps1.u[o, i]
    steps1.h_2: f32[B, 3]; steps1.h_2[i, j] = tanh(x[i, steps1.t, j] + steps1.linear[i, j])
    steps1.h = steps1.h_2
    yield steps1.h_2
  }
  steps1.y: f32[B, 8, 3] = project(steps1.scan, 0)
  steps1.h_3: f32[B, 3] = project(steps1.scan, 1)
  y = steps1.y
}
