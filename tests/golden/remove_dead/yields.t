# netc emit --stage remove_dead
# Yields that are not read go, with what only they need.
graph f(x: f32[5, 2]) -> y, e {
  h0: f32[2]; h0[i] = 0
  scan over t < 5, name: steps, axes: [0, 0]
  carry h: f32[2] = h0 {
    n: f32[2]; n[o] = h[o] + x[t, o]
    q: f32[2]; q[o] = sqrt(n[o])
    h = n
    yield q
    yield n
  }
  y: f32[5, 2] = project(steps, 1)
  e: f32[2] = project(steps, 2)
}
=== exit 0
graph f(x: f32[5, 2]) -> y, e {
  h0: f32[2]; h0[i] = 0
  scan over t < 5, name: steps, axes: [0]
  carry h: f32[2] = h0 {
    n: f32[2]; n[o] = h[o] + x[t, o]
    h = n
    yield n
  }
  y: f32[5, 2] = project(steps, 0)
  e: f32[2] = project(steps, 1)
}
