# netc check -
net n(x: [B, 3]) -> y {
  h = x |> dense(4, bias: false)
  y[b] = f32(argmax(i) h[b, i])
}
train n(label: [B]) {
  data = npy(x: "a.npy", label: "b.npy")
  loss = mse(y, label)
  optimizer = sgd(lr: 0.1)
}
=== exit 1
<stdin>:3:12: error: the loss depends on dense1.weight only through operations without a gradient [E0402]
  3 |   h = x |> dense(4, bias: false)
    |            ^~~~~~~~~~~~~~~~~~~~~
help: say detach(..) where no gradient is meant to pass
