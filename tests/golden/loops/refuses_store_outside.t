# netc verify
# 39: a store out of its buffer, told by constant bounds.
kernel k(y: f32 out, N) {
  for i in 0..N {
    y[16*i + 4 : 16] = 1
  }
}
entry predict "predict" {
  symbol B = 4
  workspace 256
  buffer h: f32[64] at workspace 0
  call k(h, B)
}
=== exit 1
<stdin>:5:5: error: entry predict: k reaches element 67 of y[16*i + 4], and buffer h has 64 [E0601]
  5 |     y[16*i + 4 : 16] = 1
    |     ^~~~~~~~~~~~~~~~~~~~
