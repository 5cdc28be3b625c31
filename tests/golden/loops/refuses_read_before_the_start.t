# netc verify
kernel k(x: f32 in, y: f32 out) {
  for i in 0..8 {
    y[i] = x[i - 1]
  }
}
entry predict "predict" {
  workspace 64
  buffer g: f32[8] at workspace 0
  buffer h: f32[8] at workspace 32
  call k(g, h)
}
=== exit 1
<stdin>:4:5: error: entry predict: k reaches element -1 of x[i - 1], and buffer g has 8 [E0601]
  4 |     y[i] = x[i - 1]
    |     ^~~~~~~~~~~~~~~
