# netc emit --stage graph
# The first result, and those that the loss does not use.
net a(x: [B, 3]) -> y, aux, code {
  code = x |> dense(2)
  aux = code |> dense(2)
  y = code |> dense(2)
}
train a(label: i32[B] in 2) {
  loss      = cross_entropy(y, label) + 0.3*cross_entropy(aux, label)
  optimizer = sgd(lr: 0.1)
}
=== exit 0
graph predict_a(x: f32[B, 3]) -> y, code {
  capacity = (B: 32)
  param dense1.weight: f32[2, 3]
  param dense1.bias: f32[2]
  dense1.sum: f32[B, 2]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 2]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  param dense2.weight: f32[2, 2]
  param dense2.bias: f32[2]
  dense2.sum: f32[B, 2]; dense2.sum[j, o] = sum(i) dense1.y[j, i]*dense2.weight[o, i]
  dense2.y: f32[B, 2]; dense2.y[i, o] = dense2.sum[i, o] + dense2.bias[o]
  param dense3.weight: f32[2, 2]
  param dense3.bias: f32[2]
  dense3.sum: f32[B, 2]; dense3.sum[j, o] = sum(i) dense1.y[j, i]*dense3.weight[o, i]
  dense3.y: f32[B, 2]; dense3.y[i, o] = dense3.sum[i, o] + dense3.bias[o]
  y = dense3.y
  code = dense1.y
}
