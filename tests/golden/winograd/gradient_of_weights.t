# netc emit --stage winograd -
# The gradient of the weights is a window of four points that gives three results.
graph f(g: f32[B, 32, 8, 8], x: f32[B, 16, 8, 8]) -> dk {
  capacity = (B: 4)
  dk: f32[32, 16, 3, 3]; dk[o, c, r, s] = sum(b, i, j) g[b, o, i, j]*x[b, c, i + r - 1, j + s - 1]
}
=== exit 0
graph f(g: f32[B, 32, 8, 8], x: f32[B, 16, 8, 8]) -> dk {
  capacity = (B: 4)
  constant winograd6.output3: f32[3, 6] = [1, 1, 1, 1, 1, 0, 0, 1, -1, 2, -2, 0, 0, 1, 1, 4, 4, 1]
  constant winograd6.window4: f32[6, 4] = [0.25, 0, 0, 0, -0.16666666666666666, -0.16666666666666666, -0.16666666666666666, -0.16666666666666666, -0.16666666666666666, 0.16666666666666666, -0.16666666666666666, 0.16666666666666666, 0.041666666666666664, 0.08333333333333333, 0.16666666666666666, 0.3333333333333333, 0.041666666666666664, -0.08333333333333333, 0.16666666666666666, -0.3333333333333333, 0, 0, 0, 1]
  constant winograd6.input: f32[6, 6] = [4, 0, -5, 0, 1, 0, 0, -4, -4, 1, 1, 0, 0, 4, -4, -1, 1, 0, 0, -2, -1, 2, 1, 0, 0, 2, -1, -2, 1, 0, 0, 4, 0, -5, 0, 1]
  dk.input_rows: f32[6, 16, 6, B*2, 2]; dk.input_rows[e, c, q, t, u] = winograd6.input[e, 0]*(x[t/2, c, (t % 2)*4 - 1, q + u*4 - 1] ?? 0) + winograd6.input[e, 1]*(x[t/2, c, (t % 2)*4, q + u*4 - 1] ?? 0) + winograd6.input[e, 2]*(x[t/2, c, (t % 2)*4 + 1, q + u*4 - 1] ?? 0) + winograd6.input[e, 3]*(x[t/2, c, (t % 2)*4 + 2, q + u*4 - 1] ?? 0) + winograd6.input[e, 4]*(x[t/2, c, (t % 2)*4 + 3, q + u*4 - 1] ?? 0) + winograd6.input[e, 5]*(x[t/2, c, (t % 2)*4 + 4, q + u*4 - 1] ?? 0)
  dk.input: f32[6, 16, 6, B*2, 2]; dk.input[e, c, f, t, u] = winograd6.input[f, 0]*dk.input_rows[e, c, 0, t, u] + winograd6.input[f, 1]*dk.input_rows[e, c, 1, t, u] + winograd6.input[f, 2]*dk.input_rows[e, c, 2, t, u] + winograd6.input[f, 3]*dk.input_rows[e, c, 3, t, u] + winograd6.input[f, 4]*dk.input_rows[e, c, 4, t, u] + winograd6.input[f, 5]*dk.input_rows[e, c, 5, t, u]
  dk.gradient_rows: f32[6, 32, 4, B*2, 2]; dk.gradient_rows[e, c, q, t, u] = winograd6.window4[e, 0]*(g[t/2, c, (t % 2)*4, q + u*4] ?? 0) + winograd6.window4[e, 1]*(g[t/2, c, (t % 2)*4 + 1, q + u*4] ?? 0) + winograd6.window4[e, 2]*(g[t/2, c, (t % 2)*4 + 2, q + u*4] ?? 0) + winograd6.window4[e, 3]*(g[t/2, c, (t % 2)*4 + 3, q + u*4] ?? 0)
  dk.gradient: f32[6, 32, 6, B*2, 2]; dk.gradient[e, c, f, t, u] = winograd6.window4[f, 0]*dk.gradient_rows[e, c, 0, t, u] + winograd6.window4[f, 1]*dk.gradient_rows[e, c, 1, t, u] + winograd6.window4[f, 2]*dk.gradient_rows[e, c, 2, t, u] + winograd6.window4[f, 3]*dk.gradient_rows[e, c, 3, t, u]
  dk.product: f32[6, 16, 6, 32]; dk.product[e, c, f, o] = sum(t, u) dk.gradient[e, o, f, t, u]*dk.input[e, c, f, t, u]
  dk.product_rows: f32[3, 16, 6, 32]; dk.product_rows[r, c, f, o] = winograd6.output3[r, 0]*dk.product[0, c, f, o] + winograd6.output3[r, 1]*dk.product[1, c, f, o] + winograd6.output3[r, 2]*dk.product[2, c, f, o] + winograd6.output3[r, 3]*dk.product[3, c, f, o] + winograd6.output3[r, 4]*dk.product[4, c, f, o] + winograd6.output3[r, 5]*dk.product[5, c, f, o]
  dk: f32[32, 16, 3, 3]; dk[o, c, r, s] = winograd6.output3[s, 0]*dk.product_rows[r, c, 0, o] + winograd6.output3[s, 1]*dk.product_rows[r, c, 1, o] + winograd6.output3[s, 2]*dk.product_rows[r, c, 2, o] + winograd6.output3[s, 3]*dk.product_rows[r, c, 3, o] + winograd6.output3[s, 4]*dk.product_rows[r, c, 4, o] + winograd6.output3[s, 5]*dk.product_rows[r, c, 5, o]
}
