# netc verify
kernel y_0(x: f32 in, y: f32 out) {
  y[0] = x[0]
}

entry row "first" {
  symbol B = 1
  input "x": f32[B, 2]
  output "h": f32[B, 16]
  workspace 64
  buffer x_0: f32[2] at input 0
  buffer h_1: f32[1] at output 0
  call y_0(x_0, h_1)
}

entry predict "many" {
  symbol B = 8
  input "x": f32[B, 2]
  output "y": f32[B]
  workspace 640
  buffer h_0: f32[112] at workspace 0
  buffer y_1: f32[8] at output 0
  rows "first" by 2 (h_0)
  call y_0(h_0, y_1)
}
=== exit 1
<stdin>:22:10: error: entry many: h_0 does not hold output 0 of all rows of first [E0601]
  22 |   buffer y_1: f32[8] at output 0
     |          ^~~
