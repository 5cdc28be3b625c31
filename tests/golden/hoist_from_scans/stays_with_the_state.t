# netc emit --stage hoist_from_scans
# A sum over the state stays in the scan, and so does a draw.
layer cell(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0 {
    draw u: [B, D] ~ uniform(0, 1)
    s[b] = sum(i) h[b, i]*u[b, i]
    h[b, i] = x[b, t, i] + s[b]
  }
  return h
}
net a(x: [B, 5, 2]) -> y { y = cell(x) }
=== exit 0
graph predict_a(x: f32[B, 5, 2]) -> y {
  capacity = (B: 1)
  cell1.h.start: f32[B, 2]; cell1.h.start[i, j] = 0
  scan over cell1.t < 5, name: cell1.scan
  carry cell1.h: f32[B, 2] = cell1.h.start {
    draw cell1.u: f32[B, 2] ~ uniform(0, 1) key 8231508040073497723; cell1.u[i, j] = random(0)
    cell1.s: f32[B]; cell1.s[b] = sum(i) cell1.h[b, i]*cell1.u[b, i]
    cell1.h_2: f32[B, 2]; cell1.h_2[b, i] = x[b, cell1.t, i] + cell1.s[b]
    cell1.h = cell1.h_2
  }
  cell1.h_3: f32[B, 2] = project(cell1.scan, 0)
  y = cell1.h_3
}
