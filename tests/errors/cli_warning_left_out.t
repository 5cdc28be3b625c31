# netc check -Werror -Wno-nothing-to-train -
net a(x: [B, 4]) -> y { y = tanh(x) }
train a(t: [B, 4]) {
  data = npy(x: "x.npy", t: "t.npy")
  loss = mse(y, t)
  optimizer = sgd(0.1)
  batch = 4
}
=== exit 0
