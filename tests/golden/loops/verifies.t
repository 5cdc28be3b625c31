# netc verify
# Right up to the edge of the buffer, at the capacity of B.
kernel k(x: f32 in, y: f32 out, N) {
  for i in 0..N {
    for o in 0..16 step 8 {
      y[16*i + o : 8] = x[16*i + o : 8]
    }
  }
}
entry predict "predict" {
  symbol B = 4
  workspace 512
  buffer g: f32[64] at workspace 0
  buffer h: f32[64] at workspace 256
  call k(g, h, B)
}
=== exit 0
<stdin>: well formed, 1 kernel
