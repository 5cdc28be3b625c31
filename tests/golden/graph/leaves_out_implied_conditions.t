# netc emit --stage graph
# A read of a reduction that could leave its tensor is a condition; only others are written.
graph f(x: f32[8], n: i32) -> a, b, c, d {
  a: f32[8]; a[i] = sum(r < 3 if i + r >= 1 and i + r - 1 < 8) x[i + r - 1]
  b: f32[8]; b[i] = sum(r < 3 if i + r >= 2) x[i + r - 1]
  c: f32[8]; c[i] = sum(r < 3) (if i >= 1 then x[i - 1] else 0)*x[r]
  d: f32[4]; d[i] = sum(r < 3) (if r < n then x[i*2 + r - 1] else 1)
}
=== exit 0
graph f(x: f32[8], n: i32) -> a, b, c, d {
  a: f32[8]; a[i] = sum(r < 3) x[i + r - 1]
  b: f32[8]; b[i] = sum(r < 3 if i + r >= 2) x[i + r - 1]
  c: f32[8]; c[i] = sum(r < 3) (if i >= 1 then x[i - 1] else 0)*x[r]
  d: f32[4]; d[i] = sum(r < 3) (if r < n then x[i*2 + r - 1] else 1)
}
