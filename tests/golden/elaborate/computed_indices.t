# netc emit --stage graph
# Rows of a table by token; the range that the input promises keeps them inside.
net a(token: i32[B, 5] in 10) -> y { y = embedding(token, 10, 3) }
=== exit 0
graph predict_a(token: i32[B, 5] in 10) -> y {
  capacity = (B: 1)
  param embedding1.weight: f32[10, 3]
  embedding1.y: f32[B, 5, 3]; embedding1.y[i, j, d] = embedding1.weight[token[i, j], d]
  y = embedding1.y
}
