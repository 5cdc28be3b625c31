# netc emit --stage graph
# A long argument of a function becomes a node, as the function may use it more than once.
net a(x: [B, 4]) -> y { y = x |> gelu |> gelu |> gelu |> gelu |> gelu }
=== exit 0
graph predict_a(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  gelu: f32[B, 4]; gelu[i, j] = 0.5*(0.5*x[i, j]*(1 + erf(x[i, j]*0.70710677)))*(1 + erf(0.5*x[i, j]*(1 + erf(x[i, j]*0.70710677))*0.70710677))
  gelu_2: f32[B, 4]; gelu_2[i, j] = 0.5*(0.5*gelu[i, j]*(1 + erf(gelu[i, j]*0.70710677)))*(1 + erf(0.5*gelu[i, j]*(1 + erf(gelu[i, j]*0.70710677))*0.70710677))
  y: f32[B, 4]; y[i, j] = 0.5*gelu_2[i, j]*(1 + erf(gelu_2[i, j]*0.70710677))
}
