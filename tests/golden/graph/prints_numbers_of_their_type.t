# netc emit --stage graph
# The shortest digits that read back: of f32, of f64; infinity and NaN as quotients.
graph f(x: f32[2], m: bool[2]) -> a, b, c, d {
  a: f32[2]; a[i] = x[i]*0.1 + 16777217 + 1e-40 + 3.4e38
  scalar s: f64
  b: f64 = s*0.1 + 1/3
  c: f32[2]; c[i] = if x[i] < 1/0 and x[i] > -1/0 then 0/0 else 0.30000001192092896
  d: bool[2]; d[i] = m[i] == true or x[i] != x[i]
}
=== exit 0
graph f(x: f32[2], m: bool[2]) -> a, b, c, d {
  a: f32[2]; a[i] = x[i]*0.1 + 16777216 + 1e-40 + 3.4e+38
  scalar s: f64
  b: f64 = s*0.1 + 0.3333333333333333
  c: f32[2]; c[i] = if x[i] < (1/0) and (-1/0) < x[i] then (0/0) else 0.3
  d: bool[2]; d[i] = m[i] == true or x[i] != x[i]
}
