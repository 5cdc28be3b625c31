# netc emit --stage multiply_rows
# Forty picks of eight rows: the rows are multiplied, and the results picked.
net a(text: i32[1, 40] in 8) -> y {
  param w: [5, 6] ~ zeros
  y = linear(embedding(text, 8, 6), w)
}
=== exit 0
graph predict_a(text: i32[1, 40] in 8) -> y {
  param w: f32[5, 6]
  param embedding1.weight: f32[8, 6]
  embedding1.y: f32[1, 40, 6]; embedding1.y[i, j, d] = embedding1.weight[text[i, j], d]
  linear.rows: f32[8, 5]; linear.rows[v, o] = sum(i) embedding1.weight[v, i]*w[o, i]
  linear: f32[1, 40, 5]; linear[j, k, o] = linear.rows[text[j, k], o]
  y = linear
}
