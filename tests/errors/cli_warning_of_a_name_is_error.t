# netc check -Werror=nothing-to-train -
net a(x: [B, 4]) -> y { y = tanh(x) }
train a(t: [B, 4]) {
  data = npy(x: "x.npy", t: "t.npy")
  loss = mse(y, t)
  optimizer = sgd(0.1)
  batch = 4
}
=== exit 1
<stdin>:5:10: error: nothing to train: the loss depends on no parameter [W0101]
  5 |   loss = mse(y, t)
    |          ^~~~~~~~~
