# netc emit --stage ask_results
# A positive slope keeps the sign, a negative one does not.
graph f(x: f32[16], z: f32[16], d: f32[16]) -> r, g, s, h {
  r: f32[16]; r[n] = if x[n] <= 0 then 0.01*x[n] else x[n]
  g: f32[16]; g[n] = if x[n] <= 0 then 0.01*d[n] else d[n]
  s: f32[16]; s[n] = if z[n] <= 0 then -1*z[n] else z[n]
  h: f32[16]; h[n] = if z[n] <= 0 then -1*d[n] else d[n]
}
=== exit 0
graph f(x: f32[16], z: f32[16], d: f32[16]) -> r, g, s, h {
  r: f32[16]; r[n] = if x[n] <= 0 then 0.01*x[n] else x[n]
  g: f32[16]; g[n] = if r[n] <= 0 then 0.01*d[n] else d[n]
  s: f32[16]; s[n] = if z[n] <= 0 then -z[n] else z[n]
  h: f32[16]; h[n] = if z[n] <= 0 then -d[n] else d[n]
}
