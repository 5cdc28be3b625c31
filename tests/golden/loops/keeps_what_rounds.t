# netc emit --stage loops
# Floats are not reassociated, x + 0 and x*0 stay: a zero has a sign, an infinity no product with 0.
kernel k(x: f32 in, y: f32 out) {
  y[0] = x[0] + 0 + 0
  y[1] = x[0]*0
  y[2] = 1 + x[0] + 2
  y[3] = (x[0] + x[1]) + (x[2] + x[3])
  y[4] = x[0] - x[0]
  y[5] = maximum(x[0], x[0])
}
=== exit 0
kernel k(x: f32 in, y: f32 out) {
  y[0] = x[0] + 0 + 0
  y[1] = x[0] * 0
  y[2] = 1 + x[0] + 2
  y[3] = x[0] + x[1] + (x[2] + x[3])
  y[4] = x[0] - x[0]
  y[5] = maximum(x[0], x[0])
}
