# netc emit --stage graph
# A reduction inside an expression is a node of its own.
net a(x: [B, 4]) -> y { y = x |> dense(3) }
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  param dense1.weight: f32[3, 4]
  param dense1.bias: f32[3]
  dense1.sum: f32[B, 3]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 3]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  y = dense1.y
}
