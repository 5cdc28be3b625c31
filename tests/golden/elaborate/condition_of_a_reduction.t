# netc emit --stage graph
# A sum under a condition; a transposed convolution is one.
op segments(x: [N, F], member: i32[N] in groups, groups) -> y: [groups, F]
  y[k, f] = sum(i if member[i] == k) x[i, f]
net a(x: [B, 4], member: i32[B] in 3) -> y, z {
  y = insert_axis(x) |> conv_transpose(3, 2, stride: 2, bias: false)
  z = segments(x, member, 3)
}
=== exit 0
graph predict_a(x: f32[B, 4], member: i32[B] in 3) -> y, z {
  capacity = (B: 1)
  insert_axis: f32[B, 1, 4]; insert_axis[j, i, k] = x[j, k]
  param conv_transpose1.weight: f32[1, 3, 2]
  conv_transpose1.conv_transpose1d: f32[B, 3, 8]; conv_transpose1.conv_transpose1d[b, o, q] = sum(c < 1, j, s if q == j*2 + s) insert_axis[b, 0, j]*conv_transpose1.weight[0, o, s]
  segments: f32[3, 4]; segments[k, f] = sum(i if k == member[i]) x[i, f]
  y = conv_transpose1.conv_transpose1d
  z = segments
}
