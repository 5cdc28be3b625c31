# netc verify
# 39: a loop that stands still.
kernel k(y: f32 out) {
  for i in 0..4 step 0 {
    y[i] = 1
  }
}
=== exit 1
<stdin>:4:7: error: a step is at least 1, an unroll at most 1024 [E0601]
  4 |   for i in 0..4 step 0 {
    |       ^
