# netc emit --stage ask_results
# Rectified and limited: both questions are answered by the last result.
graph f(x: f32[16], d: f32[16]) -> r, g {
  r: f32[16]; r[n] = minimum(6, if x[n] <= 0 then 0 else x[n])
  g: f32[16]; g[n] = if x[n] <= 0 then 0 else if (if x[n] <= 0 then 0 else x[n]) < 6 then d[n] else 0
}
=== exit 0
graph f(x: f32[16], d: f32[16]) -> r, g {
  r: f32[16]; r[n] = minimum(6, if x[n] <= 0 then 0 else x[n])
  g: f32[16]; g[n] = if r[n] <= 0 then 0 else if r[n] < 6 then d[n] else 0
}
