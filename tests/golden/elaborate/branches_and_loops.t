# netc emit --stage graph
# Compile-time `if` and loops are written out; a name first bound in a loop is local to its round.
net a(x: [B, 4], deep = true) -> y {
  for width, twice in [(4, false), (8, true)] {
    h = x |> dense(width)
    x = if twice then h + h else h
  }
  repeat 0 { x = x |> dense(100) }
  if deep { x = x |> relu } else { x = x |> tanh }
  y = x
}
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  param dense1.0.weight: f32[4, 4]
  param dense1.0.bias: f32[4]
  dense1.0.sum: f32[B, 4]; dense1.0.sum[j, o] = sum(i) x[j, i]*dense1.0.weight[o, i]
  dense1.0.y: f32[B, 4]; dense1.0.y[i, o] = dense1.0.sum[i, o] + dense1.0.bias[o]
  param dense1.1.weight: f32[8, 4]
  param dense1.1.bias: f32[8]
  dense1.1.sum: f32[B, 8]; dense1.1.sum[j, o] = sum(i) dense1.0.y[j, i]*dense1.1.weight[o, i]
  dense1.1.y: f32[B, 8]; dense1.1.y[i, o] = dense1.1.sum[i, o] + dense1.1.bias[o]
  x_2: f32[B, 8]; x_2[i, j] = dense1.1.y[i, j] + dense1.1.y[i, j]
  x_3: f32[B, 8]; x_3[i, j] = if x_2[i, j] <= 0 then 0 else x_2[i, j]
  y = x_3
}
