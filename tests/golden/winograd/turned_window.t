# netc emit --stage winograd -
# The gradient of the data is such a window too, with the weights turned round; the tiles are of 2 by 2 where the picture is small.
graph f(g: f32[1, 64, 4, 6], k: f32[64, 64, 3, 3]) -> dx {
  dx: f32[1, 64, 4, 6]; dx[b, c, p, q] = sum(o, r, s) g[b, o, p - r + 1, q - s + 1]*k[o, c, r, s]
}
=== exit 0
graph f(g: f32[1, 64, 4, 6], k: f32[64, 64, 3, 3]) -> dx {
  constant winograd4.output2: f32[2, 4] = [1, 1, 1, 0, 0, 1, -1, 1]
  constant winograd4.window3: f32[4, 3] = [-1, 0, 0, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0, 0, 1]
  constant winograd4.input: f32[4, 4] = [-1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1, 0, 0, -1, 0, 1]
  dx.input_rows: f32[4, 64, 4, 2, 3]; dx.input_rows[e, c, q, t, u] = winograd4.input[e, 0]*(g[t/2, c, (t % 2)*2 - 1, q + u*2 - 1] ?? 0) + winograd4.input[e, 1]*(g[t/2, c, (t % 2)*2, q + u*2 - 1] ?? 0) + winograd4.input[e, 2]*(g[t/2, c, (t % 2)*2 + 1, q + u*2 - 1] ?? 0) + winograd4.input[e, 3]*(g[t/2, c, (t % 2)*2 + 2, q + u*2 - 1] ?? 0)
  dx.input: f32[4, 64, 4, 2, 3]; dx.input[e, c, f, t, u] = winograd4.input[f, 0]*dx.input_rows[e, c, 0, t, u] + winograd4.input[f, 1]*dx.input_rows[e, c, 1, t, u] + winograd4.input[f, 2]*dx.input_rows[e, c, 2, t, u] + winograd4.input[f, 3]*dx.input_rows[e, c, 3, t, u]
  dx.weight_rows: f32[4, 64, 3, 64]; dx.weight_rows[e, o, s, c] = winograd4.window3[e, 0]*k[c, o, 2, 2 - s] + winograd4.window3[e, 1]*k[c, o, 1, 2 - s] + winograd4.window3[e, 2]*k[c, o, 0, 2 - s]
  dx.weight: f32[4, 64, 4, 64]; dx.weight[e, o, f, c] = winograd4.window3[f, 0]*dx.weight_rows[e, o, 0, c] + winograd4.window3[f, 1]*dx.weight_rows[e, o, 1, c] + winograd4.window3[f, 2]*dx.weight_rows[e, o, 2, c]
  dx.product: f32[4, 64, 4, 2, 3]; dx.product[e, o, f, t, u] = sum(c) dx.weight[e, o, f, c]*dx.input[e, c, f, t, u]
  dx.output_rows: f32[2, 64, 4, 2, 3]; dx.output_rows[i, o, f, t, u] = winograd4.output2[i, 0]*dx.product[0, o, f, t, u] + winograd4.output2[i, 1]*dx.product[1, o, f, t, u] + winograd4.output2[i, 2]*dx.product[2, o, f, t, u] + winograd4.output2[i, 3]*dx.product[3, o, f, t, u]
  dx: f32[1, 64, 4, 6]; dx[b, c, p, q] = winograd4.output2[q % 2, 0]*dx.output_rows[p % 2, c, 0, b*2 + p/2, q/2] + winograd4.output2[q % 2, 1]*dx.output_rows[p % 2, c, 1, b*2 + p/2, q/2] + winograd4.output2[q % 2, 2]*dx.output_rows[p % 2, c, 2, b*2 + p/2, q/2] + winograd4.output2[q % 2, 3]*dx.output_rows[p % 2, c, 3, b*2 + p/2, q/2]
}
