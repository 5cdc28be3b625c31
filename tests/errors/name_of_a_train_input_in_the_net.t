# netc check
net g(x: [B, 4]) -> y {
  z = x |> dense(3)
  y = relu(z)
}
train g(z: [B, 3]) {
  loss      = mse(y, z)
  optimizer = sgd(lr: 1e-2)
}
=== exit 1
<stdin>:6:9: error: z is an input of the train block, and a value of the net [E0202]
  6 | train g(z: [B, 3]) {
    |         ^
<stdin>:3:3: note: the net binds it here
  3 |   z = x |> dense(3)
    |   ^~~~~~~~~~~~~~~~~
