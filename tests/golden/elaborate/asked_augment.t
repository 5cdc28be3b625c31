# netc emit --with augment --stage graph
# What training sees of the first input; draws are training's own.
net g(image: u8[B, 1, 4, 4], bias = 1) -> y { y = image |> flatten |> dense(2) }
train g(t: i32[B] in 2) {
  data = npy(x: "x.npy", t: "t.npy")
  augment = mirror(horizontal), noise(3)
  loss = cross_entropy(y, t)
  optimizer = sgd(lr: 0.1)
  batch = 8
}
=== exit 0
graph augment_g(image: u8[B, 1, 4, 4]) -> augmented.image {
  capacity = (B: 8)
  draw augment.mirror1.u: f32[B] ~ uniform(0, 1) key 7242446588777175982; augment.mirror1.u[i] = random(0)
  augment.mirror1.y: u8[B, 1, 4, 4]; augment.mirror1.y[b, c, i, j] = if augment.mirror1.u[b] < 0.5 then image[b, c, i, 3 - j] else image[b, c, i, j]
  draw augment.noise1.u: f32[B, 1, 4, 4] ~ normal(0, 3) key 1009321343708122334; augment.noise1.u[i, j, k, l] = 3*sqrt(-2*log(random(0)))*cos(6.2831855*random(1))
  augment.noise1.y: f32[B, 1, 4, 4]; augment.noise1.y[i, j, k, l] = f32(augment.mirror1.y[i, j, k, l]) + augment.noise1.u[i, j, k, l]
  augmented.image = augment.noise1.y
}
