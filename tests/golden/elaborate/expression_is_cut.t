# netc emit --stage graph
# A long argument of a function becomes a node, as the function may use it more than once.
net a(x: [B, 4]) -> y { y = x |> gelu |> gelu |> gelu |> gelu |> gelu }
=== exit 0
fn gelu(x: f32) {
  grad x = normal_cdf(x) + 0.3989423*x*exp(-0.5*x*x)
  return x*normal_cdf(x)
}
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  y: f32[B, 4]; y[i, j] = gelu(gelu(gelu(gelu(gelu(x[i, j])))))
}
