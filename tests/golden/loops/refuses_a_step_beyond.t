# netc emit --stage loops
# The last step writes past the end.
kernel set(y: f32 out, t) {
  y[t] = 1
}

entry predict "p" {
  output "y": f32[4]
  buffer y: f32[4] at output 0
  for t in 0..5 {
    call set(y, t)
  }
}
=== exit 1
<stdin>:4:3: error: entry p: set reaches element 4 of y[t], and buffer y has 4 [E0601]
  4 |   y[t] = 1
    |   ^~~~~~~~
