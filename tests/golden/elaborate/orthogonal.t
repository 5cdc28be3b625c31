# netc emit --stage graph --initialize
# A start may pass what is drawn through an op or a layer.
op centred(x: [R, C]) -> y: [R, C]
  y[r, c] = x[r, c] - (mean(i) x[r, i])
layer l(x: [B, N]) {
  param weight: [3, N] ~ centred(normal(0, 1))
  y[b, o] = sum(i) x[b, i]*weight[o, i]
  return y
}
net a(x: [B, 4]) -> y { y = l(x) }
=== exit 0
graph initialize_a() {
  param l1.weight: f32[3, 4]
  draw l1.weight.start: f32[3, 4] ~ normal(0, 1) key 4275631128003010547; l1.weight.start[i, j] = sqrt(-2*log(random(0)))*cos(6.2831855*random(1))
  centred.sum: f32[3]; centred.sum[r] = sum(i) l1.weight.start[r, i]
  centred: f32[3, 4]; centred[r, c] = l1.weight.start[r, c] - centred.sum[r]/4
  update l1.weight = centred
}
