# netc emit --stage hoist_from_scans
# What needs no state is computed for all steps, with the map that it reads; what needs no step moves out.
layer cell(x: [B, T, D], hidden) {
  param w: [hidden, D] ~ zeros
  param v: [hidden] ~ zeros
  scan x over t
  carry h: [B, hidden] = 0 {
    r = exp(v)
    a[b, o] = sum(i) x[b, t, i]*float(t)*w[o, i]
    h[b, o] = a[b, o] + r[o]*h[b, o]
    yield y = h
  }
  return y
}
net a(x: [B, 5, 2]) -> y { y = cell(x, 3) }
=== exit 0
graph predict_a(x: f32[B, 5, 2]) -> y {
  capacity = (B: 1)
  param cell1.w: f32[3, 2]
  param cell1.v: f32[3]
  cell1.h.start: f32[B, 3]; cell1.h.start[i, j] = 0
  cell1.r: f32[3]; cell1.r[i] = exp(cell1.v[i])
  cell1.a.steps: f32[5, B, 3]; cell1.a.steps[cell1.t, b, o] = sum(i) x[b, cell1.t, i]*f32(cell1.t)*cell1.w[o, i]
  scan over cell1.t < 5, name: cell1.scan, axes: [1]
  carry cell1.h: f32[B, 3] = cell1.h.start {
    cell1.a: f32[B, 3]; cell1.a[i, j] = cell1.a.steps[cell1.t, i, j]
    cell1.h_2: f32[B, 3]; cell1.h_2[b, o] = cell1.a[b, o] + cell1.r[o]*cell1.h[b, o]
    cell1.h = cell1.h_2
    yield cell1.h_2
  }
  cell1.y: f32[B, 5, 3] = project(cell1.scan, 0)
  y = cell1.y
}
