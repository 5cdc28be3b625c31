# netc emit --stage graph
# A function is written out; one that declares its derivative is called by name.
fn twice(x) = 2*x
fn bump(x, width = 1) {
  z = x/width
  return exp(-z*z)
}
fn cube(x) {
  grad x = 3*x*x
  return x*x*x
}
net a(x: [B, 3]) -> y { y = twice(x) |> bump(2) |> cube }
=== exit 0
fn cube(x: f32) {
  grad x = 3*x*x
  return x*x*x
}
graph predict_a(x: f32[B, 3]) -> y {
  capacity = (B: 1)
  y: f32[B, 3]; y[i, j] = cube(exp(-(2*x[i, j]/2)*(2*x[i, j]/2)))
}
