# netc emit --stage multiply_rows
# In a scan every step picks: the rows are multiplied before it, where both operands are there.
layer cell(x: [B, T, D], hidden) {
  param w: [hidden, D] ~ zeros
  scan x over t
  carry h: [B, hidden] = 0 {
    h = tanh(linear(x[t], w) + h)
    yield y = h
  }
  return y
}
net a(text: i32[B, 40] in 8) -> y { y = text |> embedding(8, 6) |> cell(5) }
=== exit 0
graph predict_a(text: i32[B, 40] in 8) -> y {
  capacity = (B: 1)
  param embedding1.weight: f32[8, 6]
  embedding1.y: f32[B, 40, 6]; embedding1.y[i, j, d] = embedding1.weight[text[i, j], d]
  param cell1.w: f32[5, 6]
  cell1.h.start: f32[B, 5]; cell1.h.start[i, j] = 0
  cell1.linear.rows: f32[8, 5]; cell1.linear.rows[v, o] = sum(i) embedding1.weight[v, i]*cell1.w[o, i]
  scan over cell1.t < 40, name: cell1.scan, axes: [1]
  carry cell1.h: f32[B, 5] = cell1.h.start {
    cell1.linear: f32[B, 5]; cell1.linear[j, o] = cell1.linear.rows[text[j, cell1.t], o]
    cell1.h_2: f32[B, 5]; cell1.h_2[i, j] = tanh(cell1.linear[i, j] + cell1.h[i, j])
    cell1.h = cell1.h_2
    yield cell1.h_2
  }
  cell1.y: f32[B, 40, 5] = project(cell1.scan, 0)
  cell1.h_3: f32[B, 5] = project(cell1.scan, 1)
  y = cell1.y
}
