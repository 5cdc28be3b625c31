# netc emit --stage graph --bind B=8 --bind T=64
# Of an extent of the day a requirement stays in the graph, with its formula in the message; of equal
# ones, one. What all sizes meet is left out.
op quarters(x: [B, T, N]) -> y: [B, T, N]
  require T % 4 == 0, "{T} steps do not split into {100%d} quarters"
  require N >= 2, "{N} is small"
  y[b, t, n] = x[b, t, n]
layer block(x: [B, T, N], least = 3) {
  require T >= least and B <= 8, "{T} steps are fewer than {least}"
  return x |> quarters |> quarters
}
net m(x: [B, T, 8]) -> y {
  require B*T != 7, "{B} rows of {T}\n\"steps\""
  if training { require T > 4, "training takes longer ones" }
  h = x |> block |> block(least: 2)
  y = block(concat([h, h], axis: 1), least: 9)
}
=== exit 0
graph predict_m(x: f32[B, T, 8]) -> y {
  capacity = (B: 8, T: 64)
  require B*T != 7, "B rows of T\n\"steps\""
  require T >= 3, "T steps are fewer than 3"
  require T % 4 == 0, "T steps do not split into {100%d} quarters"
  require T >= 2, "T steps are fewer than 2"
  require T >= 5, "T*2 steps are fewer than 9"
  require T % 2 == 0, "T*2 steps do not split into {100%d} quarters"
  block1.quarters: f32[B, T, 8]; block1.quarters[b, t, n] = x[b, t, n]
  concat1.concat2: f32[B, T*2, 8]; concat1.concat2[j, i, k] = if i < T then block1.quarters[j, i, k] else block1.quarters[j, i - T, k]
  y = concat1.concat2
}
