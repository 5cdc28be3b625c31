# netc emit --stage graph --train
net a(image: u8[B, 1, 6, 6]) -> y { y = image |> scale(1/255) |> flatten |> dense(2) }
train a(label: i32[B] in 2) {
  loss      = cross_entropy(y, label)
  augment   = shift(1), mirror(horizontal)
  optimizer = sgd(lr: 0.1)
}
=== exit 0
graph train_a(image: u8[B, 1, 6, 6], label: i32[B] in 2) -> loss {
  capacity = (B: 32)
  draw augment.shift1.u: f32[B] ~ uniform(-1, 2) key 7365228249581436388; augment.shift1.u[i] = -1 + 3*random(0)
  draw augment.shift1.v: f32[B] ~ uniform(-1, 2) key 2868537227384731477; augment.shift1.v[i] = -1 + 3*random(0)
  augment.shift1.dy: i32[B]; augment.shift1.dy[b] = i32(floor(augment.shift1.u[b]))
  augment.shift1.dx: i32[B]; augment.shift1.dx[b] = i32(floor(augment.shift1.v[b]))
  augment.shift1.y: u8[B, 1, 6, 6]; augment.shift1.y[b, c, i, j] = image[b, c, i + augment.shift1.dy[b], j + augment.shift1.dx[b]] ?? 0
  draw augment.mirror1.u: f32[B] ~ uniform(0, 1) key 7242446588777175982; augment.mirror1.u[i] = random(0)
  augment.mirror1.y: u8[B, 1, 6, 6]; augment.mirror1.y[b, c, i, j] = if augment.mirror1.u[b] < 0.5 then augment.shift1.y[b, c, i, 5 - j] else augment.shift1.y[b, c, i, j]
  scale: f32[B, 1, 6, 6]; scale[i, j, k, l] = f32(augment.mirror1.y[i, j, k, l])*0.003921569
  flatten1.y: f32[B, 36]; flatten1.y[b, (i, j)] = scale[b, 0, i, j]
  param dense1.weight: f32[2, 36]
  param dense1.bias: f32[2]
  dense1.sum: f32[B, 2]; dense1.sum[j, o] = sum(i) flatten1.y[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 2]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  cross_entropy.max: f32[B]; cross_entropy.max[b] = max(c) dense1.y[b, c]
  cross_entropy.m: f32[B]; cross_entropy.m[b] = detach(cross_entropy.max[b])
  cross_entropy.s: f32[B]; cross_entropy.s[b] = sum(c) exp(dense1.y[b, c] - cross_entropy.m[b])
  cross_entropy.sum: f32[B]; cross_entropy.sum[b] = sum(c) dense1.y[b, c]
  cross_entropy.a: f32[B]; cross_entropy.a[b] = cross_entropy.sum[b]/2
  cross_entropy.t: f32[B]; cross_entropy.t[b] = dense1.y[b, label[b]]
  cross_entropy.sum_2: f32 = sum(b) (cross_entropy.m[b] + log(cross_entropy.s[b]) - cross_entropy.t[b])
  cross_entropy: f32 = cross_entropy.sum_2/f32(B)
  grad.dense1.weight: f32[2, 36] = gradient(cross_entropy, dense1.weight)
  grad.dense1.bias: f32[2] = gradient(cross_entropy, dense1.bias)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  dense1.weight.w: f32[2, 36]; dense1.weight.w[i, j] = dense1.weight[i, j] - f32(lr)*grad.dense1.weight[i, j]
  dense1.bias.w: f32[2]; dense1.bias.w[i] = dense1.bias[i] - f32(lr)*grad.dense1.bias[i]
  loss = cross_entropy
  update dense1.weight = dense1.weight.w
  update dense1.bias = dense1.bias.w
}
