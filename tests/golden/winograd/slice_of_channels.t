# netc emit --stage winograd -
# Of a slice of the channels, those that are read become squares.
graph f(x: f32[B, 64, 8, 8], k: f32[16, 16, 3, 3]) -> y {
  capacity = (B: 4)
  y: f32[B, 16, 8, 8]; y[b, o, i, j] = sum(c, r, s) x[b, c + 40, i + r - 1, j + s - 1]*k[o, c, r, s]
}
=== exit 0
graph f(x: f32[B, 64, 8, 8], k: f32[16, 16, 3, 3]) -> y {
  capacity = (B: 4)
  constant winograd6.output4: f32[4, 6] = [1, 1, 1, 1, 1, 0, 0, 1, -1, 2, -2, 0, 0, 1, 1, 4, 4, 0, 0, 1, -1, 8, -8, 1]
  constant winograd6.window3: f32[6, 3] = [0.25, 0, 0, -0.16666666666666666, -0.16666666666666666, -0.16666666666666666, -0.16666666666666666, 0.16666666666666666, -0.16666666666666666, 0.041666666666666664, 0.08333333333333333, 0.16666666666666666, 0.041666666666666664, -0.08333333333333333, 0.16666666666666666, 0, 0, 1]
  constant winograd6.input: f32[6, 6] = [4, 0, -5, 0, 1, 0, 0, -4, -4, 1, 1, 0, 0, 4, -4, -1, 1, 0, 0, -2, -1, 2, 1, 0, 0, 2, -1, -2, 1, 0, 0, 4, 0, -5, 0, 1]
  y.input_rows: f32[6, 16, 6, B*2, 2]; y.input_rows[e, c, q, t, u] = winograd6.input[e, 0]*(x[t/2, c + 40, (t % 2)*4 - 1, q + u*4 - 1] ?? 0) + winograd6.input[e, 1]*(x[t/2, c + 40, (t % 2)*4, q + u*4 - 1] ?? 0) + winograd6.input[e, 2]*(x[t/2, c + 40, (t % 2)*4 + 1, q + u*4 - 1] ?? 0) + winograd6.input[e, 3]*(x[t/2, c + 40, (t % 2)*4 + 2, q + u*4 - 1] ?? 0) + winograd6.input[e, 4]*(x[t/2, c + 40, (t % 2)*4 + 3, q + u*4 - 1] ?? 0) + winograd6.input[e, 5]*(x[t/2, c + 40, (t % 2)*4 + 4, q + u*4 - 1] ?? 0)
  y.input: f32[6, 16, 6, B*2, 2]; y.input[e, c, f, t, u] = winograd6.input[f, 0]*y.input_rows[e, c, 0, t, u] + winograd6.input[f, 1]*y.input_rows[e, c, 1, t, u] + winograd6.input[f, 2]*y.input_rows[e, c, 2, t, u] + winograd6.input[f, 3]*y.input_rows[e, c, 3, t, u] + winograd6.input[f, 4]*y.input_rows[e, c, 4, t, u] + winograd6.input[f, 5]*y.input_rows[e, c, 5, t, u]
  y.weight_rows: f32[6, 16, 3, 16]; y.weight_rows[e, o, s, c] = winograd6.window3[e, 0]*k[o, c, 0, s] + winograd6.window3[e, 1]*k[o, c, 1, s] + winograd6.window3[e, 2]*k[o, c, 2, s]
  y.weight: f32[6, 16, 6, 16]; y.weight[e, o, f, c] = winograd6.window3[f, 0]*y.weight_rows[e, o, 0, c] + winograd6.window3[f, 1]*y.weight_rows[e, o, 1, c] + winograd6.window3[f, 2]*y.weight_rows[e, o, 2, c]
  y.product: f32[6, 16, 6, B*2, 2]; y.product[e, o, f, t, u] = sum(c) y.weight[e, o, f, c]*y.input[e, c, f, t, u]
  y.output_rows: f32[4, 16, 6, B*2, 2]; y.output_rows[i, o, f, t, u] = winograd6.output4[i, 0]*y.product[0, o, f, t, u] + winograd6.output4[i, 1]*y.product[1, o, f, t, u] + winograd6.output4[i, 2]*y.product[2, o, f, t, u] + winograd6.output4[i, 3]*y.product[3, o, f, t, u] + winograd6.output4[i, 4]*y.product[4, o, f, t, u] + winograd6.output4[i, 5]*y.product[5, o, f, t, u]
  y: f32[B, 16, 8, 8]; y[b, o, i, j] = winograd6.output4[j % 4, 0]*y.output_rows[i % 4, o, 0, b*2 + i/4, j/4] + winograd6.output4[j % 4, 1]*y.output_rows[i % 4, o, 1, b*2 + i/4, j/4] + winograd6.output4[j % 4, 2]*y.output_rows[i % 4, o, 2, b*2 + i/4, j/4] + winograd6.output4[j % 4, 3]*y.output_rows[i % 4, o, 3, b*2 + i/4, j/4] + winograd6.output4[j % 4, 4]*y.output_rows[i % 4, o, 4, b*2 + i/4, j/4] + winograd6.output4[j % 4, 5]*y.output_rows[i % 4, o, 5, b*2 + i/4, j/4]
}
