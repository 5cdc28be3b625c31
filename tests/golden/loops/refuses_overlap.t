# netc verify
kernel k(x: f32 in, y: f32 out) {
  y[0] = x[0]
}
entry predict "predict" {
  workspace 512
  buffer g: f32[64] at workspace 0
  buffer h: f32[64] at workspace 128
  call k(g, h)
}
=== exit 1
<stdin>:9:8: error: entry predict: k writes, and its x and y overlap: buffers g and h [E0601]
  9 |   call k(g, h)
    |        ^
