# netc emit --stage solve
# A transposed convolution, written by its condition, is the adjoint of a convolution.
graph f(x: f32[2, 3, 4], k: f32[3, 5, 3]) -> y {
  y: f32[2, 5, 8]; y[b, o, q] = sum(c, j < 4, s < 3 if j*2 + s - 1 == q) x[b, c, j]*k[c, o, s]
}
=== exit 0
graph f(x: f32[2, 3, 4], k: f32[3, 5, 3]) -> y {
  y: f32[2, 5, 8]; y[b, o, q] = sum(c, s < 2) x[b, c, (q + 1)/2 - s]*k[c, o, s*2 + (q + 1) % 2]
}
