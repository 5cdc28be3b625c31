# netc emit --stage graph --train
# The last batch of a step: what the others left is added, and the optimizer takes the mean.
net a(x: [B, 3]) -> y { y = dense(x, 2, bias: false) }
train a(label: i32[B] in 2) {
  data       = npy("a")
  loss       = cross_entropy(y, label)
  optimizer  = sgd(lr: 1)
  accumulate = 2
  average    = ema(0.5)
}
=== exit 0
graph train_a(x: f32[B, 3], label: i32[B] in 2) -> loss {
  capacity = (B: 32)
  param dense1.weight: f32[2, 3]
  dense1.sum: f32[B, 2]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  cross_entropy.max: f32[B]; cross_entropy.max[b] = max(c) dense1.sum[b, c]
  cross_entropy.m: f32[B]; cross_entropy.m[b] = detach(cross_entropy.max[b])
  cross_entropy.s: f32[B]; cross_entropy.s[b] = sum(c) exp(dense1.sum[b, c] - cross_entropy.m[b])
  cross_entropy.sum: f32[B]; cross_entropy.sum[b] = sum(c) dense1.sum[b, c]
  cross_entropy.a: f32[B]; cross_entropy.a[b] = cross_entropy.sum[b]/2
  cross_entropy.t: f32[B]; cross_entropy.t[b] = dense1.sum[b, label[b]]
  cross_entropy.sum_2: f32 = sum(b) (cross_entropy.m[b] + log(cross_entropy.s[b]) - cross_entropy.t[b])
  cross_entropy: f32 = cross_entropy.sum_2/f32(B)
  grad.dense1.weight: f32[2, 3] = gradient(cross_entropy, dense1.weight)
  scalar samples: f64
  scalar all: f64
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  slot dense1.weight.sum: f32[2, 3]
  dense1.weight.together: f32[2, 3]; dense1.weight.together[i, j] = dense1.weight.sum[i, j] + f32(samples)*grad.dense1.weight[i, j]
  scalar: f64 = 1/all
  dense1.weight.total: f32[2, 3]; dense1.weight.total[i, j] = f32(scalar)*dense1.weight.together[i, j]
  dense1.weight.sum_2: f32[2, 3]; dense1.weight.sum_2[i, j] = 0
  scalar lr: f64
  dense1.weight.w: f32[2, 3]; dense1.weight.w[i, j] = dense1.weight[i, j] - f32(lr)*dense1.weight.total[i, j]
  slot dense1.weight.average: f32[2, 3]
  dense1.weight.average_2: f32[2, 3]; dense1.weight.average_2[i, j] = if step == 1 then dense1.weight.w[i, j] else 0.5*dense1.weight.average[i, j] + 0.5*dense1.weight.w[i, j]
  loss = cross_entropy
  update dense1.weight.sum = dense1.weight.sum_2
  update dense1.weight = dense1.weight.w
  update dense1.weight.average = dense1.weight.average_2
}
