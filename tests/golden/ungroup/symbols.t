# netc emit --stage ungroup
# Merged symbols become two loops.
graph f(x: f32[B, T, 3], w: f32[2, 3]) -> z {
  capacity = (B: 4, T: 5)
  y: f32[B*T, 3]; y[(b, t), d] = x[b, t, d]
  z: f32[B*T, 2]; z[n, o] = sum(d) y[n, d]*w[o, d]
}
=== exit 0
graph f(x: f32[B, T, 3], w: f32[2, 3]) -> z {
  capacity = (B: 4, T: 5)
  y: f32[B*T, 3]; y[(b, t), d] = x[b, t, d]
  z: f32[B*T, 2]; z[(b, t), o] = sum(d) x[b, t, d]*w[o, d]
}
