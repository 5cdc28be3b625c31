# netc emit --stage graph
# `..` stands for the same dimensions at every use, `..P: axis` for as many as axis says.
net a(x: [B, 2, 6, 5], z: [B, 3, 6, 5]) -> y { y = concat([x, z]) |> slice(1, 3) |> transpose(1, 3) }
=== exit 0
graph predict_a(x: f32[B, 2, 6, 5], z: f32[B, 3, 6, 5]) -> y {
  capacity = (B: 1)
  concat1.concat2: f32[B, 5, 6, 5]; concat1.concat2[j, i, k, l] = if i < 2 then x[j, i, k, l] else z[j, i - 2, k, l]
  slice: f32[B, 3, 6, 5]; slice[j, i, k, l] = concat1.concat2[j, i + 1, k, l]
  transpose: f32[B, 5, 6, 3]; transpose[i, n, j, m] = slice[i, m, j, n]
  y = transpose
}
