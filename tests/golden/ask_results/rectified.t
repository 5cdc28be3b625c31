# netc emit --stage ask_results
# What asks for the sign of a value asks the rectified one; other bounds, and other elements, stay.
graph f(x: f32[16, 3], d: f32[16, 3]) -> r, g, h, k {
  r: f32[16, 3]; r[n, c] = if x[n, c] <= 0 then 0 else x[n, c]
  g: f32[16, 3]; g[n, c] = if x[n, c] <= 0 then 0 else d[n, c]
  h: f32[16, 3]; h[n, c] = if x[n, c] <= 1 then 0 else d[n, c]
  k: f32[16, 3]; k[n, c] = if x[15 - n, c] <= 0 then 0 else d[n, c]
}
=== exit 0
graph f(x: f32[16, 3], d: f32[16, 3]) -> r, g, h, k {
  r: f32[16, 3]; r[n, c] = if x[n, c] <= 0 then 0 else x[n, c]
  g: f32[16, 3]; g[n, c] = if r[n, c] <= 0 then 0 else d[n, c]
  h: f32[16, 3]; h[n, c] = if x[n, c] <= 1 then 0 else d[n, c]
  k: f32[16, 3]; k[n, c] = if x[15 - n, c] <= 0 then 0 else d[n, c]
}
