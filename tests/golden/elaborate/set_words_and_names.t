# netc emit --stage graph --set way=down --set act=tanh --set twice=true
# A word, the name of a definition and a truth value given on the command line.
layer f(x: [B, N], way in {up, down} = up) { return if way == up then x else -x }
net g(x: [B, 4], way in {up, down} = up, act = relu, twice = false) -> y {
  y = x |> f(way: way) |> act
  if twice { y = 2*y }
}
=== exit 0
graph predict_g(x: f32[B, 4]) -> y {
  capacity = (B: 1)
  f1.y: f32[B, 4]; f1.y[i, j] = -x[i, j]
  y: f32[B, 4]; y[i, j] = tanh(f1.y[i, j])
  y_2: f32[B, 4]; y_2[i, j] = 2*y[i, j]
  y = y_2
}
