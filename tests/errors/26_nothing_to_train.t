# netc check -
net n(x: [B, 3]) -> y { y = 2*x }
train n(label: [B, 3]) {
  data = npy(x: "a.npy", label: "b.npy")
  loss = mse(y, label)
  optimizer = sgd(lr: 0.1)
}
=== exit 0
<stdin>:5:10: warning: nothing to train: the loss depends on no parameter [W0101]
  5 |   loss = mse(y, label)
    |          ^~~~~~~~~~~~~
