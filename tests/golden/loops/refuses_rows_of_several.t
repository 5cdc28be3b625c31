# netc verify
kernel y_0(x: f32 in, y: f32 out) {
  y[0] = x[0]
}

entry predict "one" {
  symbol B = 2
  input "x": f32[B, 2]
  output "y": f32[B]
  workspace 8
  buffer x_0: f32[2] at input 0
  buffer y_1: f32[1] at output 0
  call y_0(x_0, y_1)
}

entry predict "many" {
  symbol B = 8
  input "x": f32[B, 2]
  output "y": f32[B]
  workspace 128
  rows "one" by 2
}
=== exit 1
<stdin>:16:7: error: entry many: one is not made for one row, and the same other symbols [E0601]
  16 | entry predict "many" {
     |       ^~~~~~~
