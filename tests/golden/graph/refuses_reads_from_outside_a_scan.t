# netc verify -
# What stands in a scan is a value for its steps only.
graph f(x: f32[5, 4]) -> y {
  h0: f32[4]; h0[i] = 0
  scan over t < 5, name: s
  carry h: f32[4] = h0 {
    k: f32[4]; k[b] = 2*h[b]
    h = k
    yield k
  }
  y: f32[4]; y[i] = k[i]
}
=== exit 1
<stdin>:11:3: error: y: reads k, which is no value before it [E0601]
  11 |   y: f32[4]; y[i] = k[i]
     |   ^~~~~~~~~~~~~~~~~~~~~~
