# netc emit --stage graph -
# Of pairs and products of words, and what they are not made of.
graph f(x: f32[8], i: i32[8]) -> y {
  a: i32[8]; a[n] = pair(x[n], 1)
  y: f32 = sum(n) dot(a[n], i[n])
}
=== exit 0
graph f(x: f32[8], i: i32[8]) -> y {
  a: i32[8]; a[n] = pair(x[n], 1)
  y: f32 = sum(n) dot(a[n], i[n])
}
