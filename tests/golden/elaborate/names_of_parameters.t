# netc emit --stage graph
# The call's label, else the layer's name and its ordinal among the calls of that name; loops add .0, .1.
layer block(x: [B, N]) { return x |> dense(N) |> relu |> dense(N) as out }
net a(x: [B, 2]) -> y {
  y = x |> block
  repeat 2 { y = y |> block |> dense(2) as tail }
  y = y |> block as last
}
=== exit 0
graph predict_a(x: f32[B, 2]) -> y {
  capacity = (B: 1)
  param block1.dense1.weight: f32[2, 2]
  param block1.dense1.bias: f32[2]
  block1.dense1.sum: f32[B, 2]; block1.dense1.sum[j, o] = sum(i) x[j, i]*block1.dense1.weight[o, i]
  block1.dense1.y: f32[B, 2]; block1.dense1.y[i, o] = block1.dense1.sum[i, o] + block1.dense1.bias[o]
  block1.relu: f32[B, 2]; block1.relu[i, j] = if block1.dense1.y[i, j] <= 0 then 0 else block1.dense1.y[i, j]
  param block1.out.weight: f32[2, 2]
  param block1.out.bias: f32[2]
  block1.out.sum: f32[B, 2]; block1.out.sum[j, o] = sum(i) block1.relu[j, i]*block1.out.weight[o, i]
  block1.out.y: f32[B, 2]; block1.out.y[i, o] = block1.out.sum[i, o] + block1.out.bias[o]
  param block2.0.dense1.weight: f32[2, 2]
  param block2.0.dense1.bias: f32[2]
  block2.0.dense1.sum: f32[B, 2]; block2.0.dense1.sum[j, o] = sum(i) block1.out.y[j, i]*block2.0.dense1.weight[o, i]
  block2.0.dense1.y: f32[B, 2]; block2.0.dense1.y[i, o] = block2.0.dense1.sum[i, o] + block2.0.dense1.bias[o]
  block2.0.relu: f32[B, 2]; block2.0.relu[i, j] = if block2.0.dense1.y[i, j] <= 0 then 0 else block2.0.dense1.y[i, j]
  param block2.0.out.weight: f32[2, 2]
  param block2.0.out.bias: f32[2]
  block2.0.out.sum: f32[B, 2]; block2.0.out.sum[j, o] = sum(i) block2.0.relu[j, i]*block2.0.out.weight[o, i]
  block2.0.out.y: f32[B, 2]; block2.0.out.y[i, o] = block2.0.out.sum[i, o] + block2.0.out.bias[o]
  param tail.0.weight: f32[2, 2]
  param tail.0.bias: f32[2]
  tail.0.sum: f32[B, 2]; tail.0.sum[j, o] = sum(i) block2.0.out.y[j, i]*tail.0.weight[o, i]
  tail.0.y: f32[B, 2]; tail.0.y[i, o] = tail.0.sum[i, o] + tail.0.bias[o]
  param block2.1.dense1.weight: f32[2, 2]
  param block2.1.dense1.bias: f32[2]
  block2.1.dense1.sum: f32[B, 2]; block2.1.dense1.sum[j, o] = sum(i) tail.0.y[j, i]*block2.1.dense1.weight[o, i]
  block2.1.dense1.y: f32[B, 2]; block2.1.dense1.y[i, o] = block2.1.dense1.sum[i, o] + block2.1.dense1.bias[o]
  block2.1.relu: f32[B, 2]; block2.1.relu[i, j] = if block2.1.dense1.y[i, j] <= 0 then 0 else block2.1.dense1.y[i, j]
  param block2.1.out.weight: f32[2, 2]
  param block2.1.out.bias: f32[2]
  block2.1.out.sum: f32[B, 2]; block2.1.out.sum[j, o] = sum(i) block2.1.relu[j, i]*block2.1.out.weight[o, i]
  block2.1.out.y: f32[B, 2]; block2.1.out.y[i, o] = block2.1.out.sum[i, o] + block2.1.out.bias[o]
  param tail.1.weight: f32[2, 2]
  param tail.1.bias: f32[2]
  tail.1.sum: f32[B, 2]; tail.1.sum[j, o] = sum(i) block2.1.out.y[j, i]*tail.1.weight[o, i]
  tail.1.y: f32[B, 2]; tail.1.y[i, o] = tail.1.sum[i, o] + tail.1.bias[o]
  param last.dense1.weight: f32[2, 2]
  param last.dense1.bias: f32[2]
  last.dense1.sum: f32[B, 2]; last.dense1.sum[j, o] = sum(i) tail.1.y[j, i]*last.dense1.weight[o, i]
  last.dense1.y: f32[B, 2]; last.dense1.y[i, o] = last.dense1.sum[i, o] + last.dense1.bias[o]
  last.relu: f32[B, 2]; last.relu[i, j] = if last.dense1.y[i, j] <= 0 then 0 else last.dense1.y[i, j]
  param last.out.weight: f32[2, 2]
  param last.out.bias: f32[2]
  last.out.sum: f32[B, 2]; last.out.sum[j, o] = sum(i) last.relu[j, i]*last.out.weight[o, i]
  last.out.y: f32[B, 2]; last.out.y[i, o] = last.out.sum[i, o] + last.out.bias[o]
  y = last.out.y
}
