# netc emit --stage graph
# A parameter that is left out is the constant 0: it leaves no node and no weight.
net a(x: [B, 4]) -> y { y = x |> dense(3, bias: false) }
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  param dense1.weight: f32[3, 4]
  dense1.sum: f32[B, 3]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  y = dense1.sum
}
