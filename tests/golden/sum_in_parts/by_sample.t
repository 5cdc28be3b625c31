# netc emit --stage sum_in_parts
# Long sums for few results go sample by sample, gradients of few weights among them; short ones stay, and those of many results.
graph f(x: f32[64, 32, 28, 28], y: f32[64, 32, 28, 28], z: f32[64, 32, 2, 2]) -> s, m, w, v, t {
  s: f32[32]; s[c] = sum(b, i, j) x[b, c, i, j]*y[b, c, i, j]
  m: f32[32]; m[c] = max(b, i, j) x[b, c, i, j]
  w: f32[32, 32]; w[o, c] = sum(b, i, j) x[b, c, i, j]*y[b, o, i, j]
  v: f32[32, 32, 5, 5]; v[o, c, r, q] = sum(b, i < 24, j < 24) x[b, c, i + r, j + q]*y[b, o, i, j]
  t: f32[32]; t[c] = sum(b, i, j) z[b, c, i, j]
}
=== exit 0
graph f(x: f32[64, 32, 28, 28], y: f32[64, 32, 28, 28], z: f32[64, 32, 2, 2]) -> s, m, w, v, t {
  constant winograd6.output5: f32[5, 6] = [1, 1, 1, 1, 1, 0, 0, 1, -1, 2, -2, 0, 0, 1, 1, 4, 4, 0, 0, 1, -1, 8, -8, 0, 0, 1, 1, 16, 16, 1]
  constant winograd6.window2: f32[6, 2] = [0.25, 0, -0.16666666666666666, -0.16666666666666666, -0.16666666666666666, 0.16666666666666666, 0.041666666666666664, 0.08333333333333333, 0.041666666666666664, -0.08333333333333333, 0, 1]
  constant winograd6.input: f32[6, 6] = [4, 0, -5, 0, 1, 0, 0, -4, -4, 1, 1, 0, 0, 4, -4, -1, 1, 0, 0, -2, -1, 2, 1, 0, 0, 2, -1, -2, 1, 0, 0, 4, 0, -5, 0, 1]
  s.parts: f32[64, 32]; s.parts[b, c] = sum(i, j) x[b, c, i, j]*y[b, c, i, j]
  s: f32[32]; s[c] = sum(b) s.parts[b, c]
  m.parts: f32[64, 32]; m.parts[b, c] = max(i, j) x[b, c, i, j]
  m: f32[32]; m[c] = max(b) m.parts[b, c]
  w.parts: f32[64, 32, 32]; w.parts[b, o, c] = sum(i, j) x[b, c, i, j]*y[b, o, i, j]
  w: f32[32, 32]; w[o, c] = sum(b) w.parts[b, o, c]
  v.input_rows: f32[6, 32, 6, 768, 12]; v.input_rows[e, c, q, t, u] = winograd6.input[e, 0]*(x[t/12, c, (t % 12)*2, q + u*2] ?? 0) + winograd6.input[e, 1]*(x[t/12, c, (t % 12)*2 + 1, q + u*2] ?? 0) + winograd6.input[e, 2]*(x[t/12, c, (t % 12)*2 + 2, q + u*2] ?? 0) + winograd6.input[e, 3]*(x[t/12, c, (t % 12)*2 + 3, q + u*2] ?? 0) + winograd6.input[e, 4]*(x[t/12, c, (t % 12)*2 + 4, q + u*2] ?? 0) + winograd6.input[e, 5]*(x[t/12, c, (t % 12)*2 + 5, q + u*2] ?? 0)
  v.input: f32[6, 32, 6, 768, 12]; v.input[e, c, f, t, u] = winograd6.input[f, 0]*v.input_rows[e, c, 0, t, u] + winograd6.input[f, 1]*v.input_rows[e, c, 1, t, u] + winograd6.input[f, 2]*v.input_rows[e, c, 2, t, u] + winograd6.input[f, 3]*v.input_rows[e, c, 3, t, u] + winograd6.input[f, 4]*v.input_rows[e, c, 4, t, u] + winograd6.input[f, 5]*v.input_rows[e, c, 5, t, u]
  v.gradient_rows: f32[6, 32, 2, 768, 12]; v.gradient_rows[e, c, q, t, u] = winograd6.window2[e, 0]*(y[t/12, c, (t % 12)*2, q + u*2] ?? 0) + winograd6.window2[e, 1]*(y[t/12, c, (t % 12)*2 + 1, q + u*2] ?? 0)
  v.gradient: f32[6, 32, 6, 768, 12]; v.gradient[e, c, f, t, u] = winograd6.window2[f, 0]*v.gradient_rows[e, c, 0, t, u] + winograd6.window2[f, 1]*v.gradient_rows[e, c, 1, t, u]
  v.product: f32[6, 32, 6, 32]; v.product[e, c, f, o] = sum(t, u) v.gradient[e, o, f, t, u]*v.input[e, c, f, t, u]
  v.product_rows: f32[5, 32, 6, 32]; v.product_rows[r, c, f, o] = winograd6.output5[r, 0]*v.product[0, c, f, o] + winograd6.output5[r, 1]*v.product[1, c, f, o] + winograd6.output5[r, 2]*v.product[2, c, f, o] + winograd6.output5[r, 3]*v.product[3, c, f, o] + winograd6.output5[r, 4]*v.product[4, c, f, o] + winograd6.output5[r, 5]*v.product[5, c, f, o]
  v: f32[32, 32, 5, 5]; v[o, c, r, q] = winograd6.output5[q, 0]*v.product_rows[r, c, 0, o] + winograd6.output5[q, 1]*v.product_rows[r, c, 1, o] + winograd6.output5[q, 2]*v.product_rows[r, c, 2, o] + winograd6.output5[q, 3]*v.product_rows[r, c, 3, o] + winograd6.output5[q, 4]*v.product_rows[r, c, 4, o] + winograd6.output5[q, 5]*v.product_rows[r, c, 5, o]
  t: f32[32]; t[c] = sum(b, i, j) z[b, c, i, j]
}
