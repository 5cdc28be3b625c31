# netc emit --stage graph
import "blocks.net" as blocks
import "more.net"
net a(x: [B, 3]) -> y { y = x |> blocks.block(4) |> halve }
=== file blocks.net
layer block(x: [B, N], units) { return x |> dense(units) |> relu }
=== file more.net
fn halve(x) = 0.5*x
=== exit 0
graph predict_a(x: f32[B, 3]) -> y {
  capacity = (B: 1)
  param block1.dense1.weight: f32[4, 3]
  param block1.dense1.bias: f32[4]
  block1.dense1.sum: f32[B, 4]; block1.dense1.sum[j, o] = sum(i) x[j, i]*block1.dense1.weight[o, i]
  block1.dense1.y: f32[B, 4]; block1.dense1.y[i, o] = block1.dense1.sum[i, o] + block1.dense1.bias[o]
  block1.relu: f32[B, 4]; block1.relu[i, j] = if block1.dense1.y[i, j] <= 0 then 0 else block1.dense1.y[i, j]
  y: f32[B, 4]; y[i, j] = 0.5*block1.relu[i, j]
}
