# netc emit --stage take_final_states
# Another step stays, and so does what is not the state: a yield of its own, rows with lengths, the first step of a scan that is not reversed.
layer cell(x: [B, T, D], lengths: i32[B] = T) {
  scan x over t, lengths: lengths
  carry h: [B, D] = 0 {
    h = tanh(x[t] + h)
    yield y, z = h, 2*h
  }
  return y, z
}
net f(x: [B, 5, 2], n: i32[B] in 6) -> p, q, r, s {
  a, c = cell(x)
  d, e = cell(x, n)
  p[b, k] = a[b, 3, k]
  q[b, k] = c[b, 4, k]
  r[b, k] = d[b, 4, k]
  s[b, k] = a[b, 0, k]
}
=== exit 0
graph predict_f(x: f32[B, 5, 2], n: i32[B] in 6) -> p, q, r, s {
  capacity = (B: 1)
  cell1.lengths: i32[B]; cell1.lengths[i] = 5
  cell1.h.start: f32[B, 2]; cell1.h.start[i, j] = 0
  scan over cell1.t < 5, name: cell1.scan, axes: [1, 1]
  carry cell1.h: f32[B, 2] = cell1.h.start {
    cell1.h_2: f32[B, 2]; cell1.h_2[i, j] = tanh(x[i, cell1.t, j] + cell1.h[i, j])
    cell1.z: f32[B, 2]; cell1.z[i, j] = 2*cell1.h_2[i, j]
    cell1.h = cell1.h_2
    yield cell1.h_2
    yield cell1.z
  }
  cell1.y: f32[B, 5, 2] = project(cell1.scan, 0)
  cell1.z_2: f32[B, 5, 2] = project(cell1.scan, 1)
  scan over cell2.t < 5, name: cell2.scan, axes: [1]
  carry cell2.h: f32[B, 2] = cell1.h.start {
    cell2.h_2: f32[B, 2]; cell2.h_2[i, j] = tanh(x[i, cell2.t, j] + cell2.h[i, j])
    cell2.h_4: f32[B, 2]; cell2.h_4[i, j] = if index(cell2.t) < index(n[i]) then cell2.h_2[i, j] else 0
    cell2.h_5: f32[B, 2]; cell2.h_5[i, j] = if index(cell2.t) < index(n[i]) then cell2.h_2[i, j] else cell2.h[i, j]
    cell2.h = cell2.h_5
    yield cell2.h_4
  }
  cell2.y: f32[B, 5, 2] = project(cell2.scan, 0)
  p: f32[B, 2]; p[b, k] = cell1.y[b, 3, k]
  q: f32[B, 2]; q[b, k] = cell1.z_2[b, 4, k]
  r: f32[B, 2]; r[b, k] = cell2.y[b, 4, k]
  s: f32[B, 2]; s[b, k] = cell1.y[b, 0, k]
}
