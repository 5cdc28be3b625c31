# netc emit --stage simplify
# A sum over an index that its terms do not use is a product; a maximum is the term.
graph f(x: f32[4], z: f32[3, 1]) -> a, b, c {
  a: f32 = sum(i, k < 5) x[i]
  b: f32 = max(i, k < 5) x[i]
  c: f32[3]; c[i] = sum(k) z[i, k]
}
=== exit 0
graph f(x: f32[4], z: f32[3, 1]) -> a, b, c {
  a: f32 = sum(i) 5*x[i]
  b: f32 = max(i) x[i]
  c: f32[3]; c[i] = z[i, 0]
}
