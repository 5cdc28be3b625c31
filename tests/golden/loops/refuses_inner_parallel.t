# netc verify
kernel k(y: f32 out) {
  for i in 0..4 {
    parallel j in 0..4 {
      y[4*i + j] = 1
    }
  }
}
=== exit 1
<stdin>:4:14: error: kernel k: parallel loop j is not at the top of its kernel [E0601]
  4 |     parallel j in 0..4 {
    |              ^
