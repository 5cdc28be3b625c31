# netc emit --stage factor_out
# A part that only its guard keeps inside cannot stand alone; a sum that skips points keeps its terms.
graph f(x: f32[16, 8], z: f32[8]) -> y, s {
  y: f32[16, 8]; y[n, c] = if c > 0 then x[n, c]*sqrt(z[c - 1]) else 0
  s: f32[16]; s[n] = sum(c if c <= n) (x[n, c] - x[n, 0])
}
=== exit 0
graph f(x: f32[16, 8], z: f32[8]) -> y, s {
  y: f32[16, 8]; y[n, c] = if c >= 1 then x[n, c]*sqrt(z[c - 1]) else 0
  s: f32[16]; s[n] = sum(c if c <= n) (x[n, c] - x[n, 0])
}
