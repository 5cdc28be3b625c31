# netc emit --stage graph
# One instance, applied twice, has one set of parameters.
net a(p: [B, 4], q: [B, 4]) -> y {
  share enc = dense(3, bias: false)
  y = enc(p) + (q |> enc)
}
=== exit 0
graph predict_a(p: f32[B, 4], q: f32[B, 4]) -> y {
  capacity = (B: 1)
  param enc.weight: f32[3, 4]
  enc.sum: f32[B, 3]; enc.sum[j, o] = sum(i) p[j, i]*enc.weight[o, i]
  enc.sum_2: f32[B, 3]; enc.sum_2[j, o] = sum(i) q[j, i]*enc.weight[o, i]
  y: f32[B, 3]; y[i, j] = enc.sum[i, j] + enc.sum_2[i, j]
}
