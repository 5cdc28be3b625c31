# netc emit --stage opt
# The last step alone is asked for: the states are not stacked. A reversed scan ends with step 0.
layer cell(x: [B, T, D], reverse) {
  scan x over t, reverse: reverse
  carry h: [B, D] = 0 {
    h = tanh(x[t] + h)
    yield y = h
  }
  return y
}
net f(x: [B, 5, 2]) -> y, z {
  a = cell(x, false)
  c = cell(x, true)
  y[b, d] = a[b, 4, d]
  z[b, d] = c[b, 0, d]
}
=== exit 0
graph predict_f(x: f32[B, 5, 2]) -> y, z {
  capacity = (B: 1)
  cell1.h.start: f32[B, 2]; cell1.h.start[i, j] = 0
  scan over cell1.t < 5, name: cell1.scan
  carry cell1.h: f32[B, 2] = cell1.h.start {
    cell1.h_2: f32[B, 2]; cell1.h_2[i, j] = tanh(x[i, cell1.t, j] + cell1.h[i, j])
    cell1.h = cell1.h_2
  }
  cell1.h_4: f32[B, 2] = project(cell1.scan, 0)
  scan over cell2.t < 5, name: cell2.scan, reverse: true
  carry cell2.h: f32[B, 2] = cell1.h.start {
    cell2.h_2: f32[B, 2]; cell2.h_2[i, j] = tanh(x[i, cell2.t, j] + cell2.h[i, j])
    cell2.h = cell2.h_2
  }
  cell2.h_4: f32[B, 2] = project(cell2.scan, 0)
  y: f32[B, 2]; y[b, d] = cell1.h_4[b, d]
  z: f32[B, 2]; z[b, d] = cell2.h_4[b, d]
}
