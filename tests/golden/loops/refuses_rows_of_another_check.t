# netc verify
# What one row requires, many do.
kernel y_0(x: f32 in, y: f32 out) {
  y[0] = x[0]
}

kernel check_0(unmet: i32 out, B) {
  unmet[0] = select(B == 3, 0, -1)
}

entry check "sizes" {
  symbol B = 8
  require "three rows" (B)
  output "unmet": i32[]
  buffer unmet: i32[1] at output 0
  call check_0(unmet, B)
}

entry predict "one" {
  symbol B = 1
  check "sizes"
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
<stdin>:30:7: error: entry many: one has another check [E0601]
  30 | entry predict "many" {
     |       ^~~~~~~
