# netc emit --stage graph
# What is carried keeps its shape.
graph f(x: f32[8]) -> y {
  h: f32[2]; h[i] = x[i]
  scan over t < 8, name: s
  carry c: f32[2] = h {
    z: f32[3]; z[i] = x[t]
    c = z
  }
  y: f32[2] = project(s, 0)
}
=== exit 1
<stdin>:5:3: error: s: z is [3], expected [2] as c [E0601]
  5 |   scan over t < 8, name: s
    |   ^~~~~~~~~~~~~~~~~~~~~~~~
