# netc emit --stage graph --set size=10
# The shape of an input may name arguments of the net that stand behind it.
net a(x: [B, half, size], half = size/2, size = 4) -> y { y = x |> flatten }
=== exit 0
graph predict_a(x: f32[B, 5, 10]) -> y {
  capacity = (B: 1)
  flatten1.y: f32[B, 50]; flatten1.y[b, (i, j)] = x[b, i, j]
  y = flatten1.y
}
