# netc emit --stage graph
# What is exact and hides no NaN: 0*x stays.
graph f(x: f32[4], n: i32[4]) -> a, b, c, d {
  a: f32[4]; a[i] = 0*x[i] + 1*x[i] + x[i]*0 - 0 + x[i]/1 - -x[i]
  b: f32[4]; b[i] = exp(0) + x[i]^1 + x[i]^0 + maximum(2, 3)*x[i] + sqrt(4)*(0.1 + 0.2)
  c: f32[4]; c[i] = if true then -(-x[i]) else x[i]/0
  d: i32[4]; d[i] = n[i]*0 + 2147483647 + 1 + i32(2.9) + i32(-3e9)
}
=== exit 0
graph f(x: f32[4], n: i32[4]) -> a, b, c, d {
  a: f32[4]; a[i] = 0*x[i] + x[i] + x[i]*0 + x[i] + x[i]
  b: f32[4]; b[i] = 1 + x[i] + 1 + 3*x[i] + 0.6
  c: f32[4]; c[i] = x[i]
  d: i32[4]; d[i] = 2
}
