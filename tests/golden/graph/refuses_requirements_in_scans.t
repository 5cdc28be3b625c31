# netc verify
graph f(x: f32[B, 6, 4]) -> y {
  capacity = (B: 8)
  h0: f32[B, 4]; h0[b, j] = 0
  scan over t < 6, name: s, axes: [1]
  carry h: f32[B, 4] = h0 {
    require B > 1, "one row"
    c: f32[B, 4]; c[b, j] = h[b, j] + x[b, t, j]
    h = c
    yield c
  }
  y: f32[B, 6, 4] = project(s, 0)
}
=== exit 1
<stdin>:7:5: error: a requirement stands outside of scans [E0601]
  7 |     require B > 1, "one row"
    |     ^~~~~~~~~~~~~~~~~~~~~~~~
