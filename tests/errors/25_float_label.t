# netc check -
net n(x: [B, 3]) -> y { y = x |> dense(4) }
train n(label: f32[B]) {
  data = npy(x: "a.npy", label: "b.npy")
  loss = cross_entropy(y, label)
  optimizer = sgd(lr: 0.1)
}
=== exit 1
<stdin>:5:27: error: label of cross_entropy is i32, this is f32 [E0401]
  5 |   loss = cross_entropy(y, label)
    |                           ^~~~~
help: int(..) converts, by dropping the fraction
