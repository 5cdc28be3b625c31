# netc emit --stage graph
# Bytes become floats where they are computed with; moves keep them.
layer flip(x: [B, W]) {
  y[b, j] = if x[b, j] > 3 then x[b, W - 1 - j] else 0
  return y
}
net a(x: u8[B, 4]) -> y, z {
  z = flip(x)
  y = z |> scale(1/255)
}
=== exit 0
graph predict_a(x: u8[B, 4]) -> y, z {
  capacity = (B: 1)
  flip1.y: u8[B, 4]; flip1.y[b, j] = if 3 < i32(x[b, j]) then x[b, 3 - j] else 0
  y: f32[B, 4]; y[i, j] = f32(flip1.y[i, j])*0.003921569
  z = flip1.y
}
