# netc emit --stage graph
# One form for equal indices: sums collected, whole multiples out of quotients.
graph f(x: f32[100], y: f32[B, T]) -> a, b, c, d, e {
  a: f32[5]; a[i] = x[(i + 1)*2 - i + 3*(2 - i) + 4*i - 1] + x[(6*i + 4)/2] + x[(6*i + 5) % 3]
  b: f32[5]; b[i] = x[((i + 7)/2)/3] + x[(i + 6) % 3] + x[(4*i + 2) % 6] + x[2*(i % 2) + i/2*2]
  c: f32[B, T]; c[b, t] = y[(b*T + t)/T, T - 1 - t] + y[b, (T + t - t)*2/2 - 1]
  d: f32[5]; d[i] = if 2*i + 1 <= 4 and 3 > i and not (i == 2) and 6 - 2*i != 0 then 1 else 0
  e: f32[5]; e[i] = if 2*i == 3 or i >= 0 and 2 < 1 then 1 else 2
}
=== exit 0
graph f(x: f32[100], y: f32[B, T]) -> a, b, c, d, e {
  a: f32[5]; a[i] = x[i*2 + 7] + x[i*3 + 2] + x[2]
  b: f32[5]; b[i] = x[(i + 1)/6 + 1] + x[i % 3] + x[((i*2 + 1) % 3)*2] + x[(i/2)*2 + (i % 2)*2]
  c: f32[B, T]; c[b, t] = y[b + t/T, T - t - 1] + y[b, T - 1]
  d: f32[5]; d[i] = if i < 2 and i < 3 and i != 2 and i != 3 then 1 else 0
  e: f32[5]; e[i] = 2
}
