# netc verify
# 36
kernel k(x: f32 in, y: f32 out) {
  for i in 0..8 {
    y[i] = x[i
=== exit 1
<stdin>:6:1: error: the end of the text does not fit here [E0601]
  6 |
    | ^
