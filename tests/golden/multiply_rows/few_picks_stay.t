# netc emit --stage multiply_rows
# Seven picks of eight rows are fewer products; and where the other operand differs from pick to pick there is nothing to share.
net a(text: i32[1, 7] in 8, many: i32[40] in 8, x: [40, 6]) -> y, z {
  param w: [5, 6] ~ zeros
  param table: [8, 6] ~ zeros
  y = linear(embedding(text, 8, 6), w)
  z[n] = sum(d) table[many[n], d]*x[n, d]
}
=== exit 0
graph predict_a(text: i32[1, 7] in 8, many: i32[40] in 8, x: f32[40, 6]) -> y, z {
  param w: f32[5, 6]
  param table: f32[8, 6]
  param embedding1.weight: f32[8, 6]
  embedding1.y: f32[1, 7, 6]; embedding1.y[i, j, d] = embedding1.weight[text[i, j], d]
  linear: f32[1, 7, 5]; linear[j, k, o] = sum(i) embedding1.y[j, k, i]*w[o, i]
  z: f32[40]; z[n] = sum(d) table[many[n], d]*x[n, d]
  y = linear
}
