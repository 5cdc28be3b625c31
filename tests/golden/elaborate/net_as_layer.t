# netc emit --stage graph
net encoder(x: [B, 4], units = 3) -> code { code = x |> dense(units) |> tanh }
net a(x: [B, 4]) -> y { y = encoder(x, 5) |> dense(1) }
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  param encoder1.dense1.weight: f32[5, 4]
  param encoder1.dense1.bias: f32[5]
  encoder1.dense1.sum: f32[B, 5]; encoder1.dense1.sum[j, o] = sum(i) x[j, i]*encoder1.dense1.weight[o, i]
  encoder1.dense1.y: f32[B, 5]; encoder1.dense1.y[i, o] = encoder1.dense1.sum[i, o] + encoder1.dense1.bias[o]
  encoder1.code: f32[B, 5]; encoder1.code[i, j] = tanh(encoder1.dense1.y[i, j])
  param dense1.weight: f32[1, 5]
  param dense1.bias: f32[1]
  dense1.sum: f32[B, 1]; dense1.sum[j, o] = sum(i) encoder1.code[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 1]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  y = dense1.y
}
