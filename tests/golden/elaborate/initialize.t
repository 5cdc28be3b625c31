# netc emit --stage graph --initialize
# Starts of parameters, states and slots.
net a(x: [B, 3]) -> y { y = x |> dense(4) |> batchnorm }
train a(t: [B, 4]) {
  loss      = mse(y, t)
  optimizer = momentum(lr: 0.1)
}
=== exit 0
graph initialize_a() {
  param dense1.weight: f32[4, 3]
  param dense1.bias: f32[4]
  param batchnorm1.weight: f32[4]
  param batchnorm1.bias: f32[4]
  state batchnorm1.running_mean: f32[4]
  state batchnorm1.running_var: f32[4]
  slot dense1.weight.v: f32[4, 3]
  slot dense1.bias.v: f32[4]
  slot batchnorm1.weight.v: f32[4]
  slot batchnorm1.bias.v: f32[4]
  draw dense1.weight.start: f32[4, 3] ~ normal(0, 0.816496580927726) key 4980057705739744449; dense1.weight.start[i, j] = 0.8164966*sqrt(-2*log(random(0)))*cos(6.2831855*random(1))
  dense1.bias.start: f32[4]; dense1.bias.start[i] = 0
  batchnorm1.weight.start: f32[4]; batchnorm1.weight.start[i] = 1
  batchnorm1.bias.start: f32[4]; batchnorm1.bias.start[i] = 0
  batchnorm1.running_mean.start: f32[4]; batchnorm1.running_mean.start[i] = 0
  batchnorm1.running_var.start: f32[4]; batchnorm1.running_var.start[i] = 1
  dense1.weight.v.start: f32[4, 3]; dense1.weight.v.start[i, j] = 0
  dense1.bias.v.start: f32[4]; dense1.bias.v.start[i] = 0
  batchnorm1.weight.v.start: f32[4]; batchnorm1.weight.v.start[i] = 0
  batchnorm1.bias.v.start: f32[4]; batchnorm1.bias.v.start[i] = 0
  update dense1.weight = dense1.weight.start
  update dense1.bias = dense1.bias.start
  update batchnorm1.weight = batchnorm1.weight.start
  update batchnorm1.bias = batchnorm1.bias.start
  update batchnorm1.running_mean = batchnorm1.running_mean.start
  update batchnorm1.running_var = batchnorm1.running_var.start
  update dense1.weight.v = dense1.weight.v.start
  update dense1.bias.v = dense1.bias.v.start
  update batchnorm1.weight.v = batchnorm1.weight.v.start
  update batchnorm1.bias.v = batchnorm1.bias.v.start
}
