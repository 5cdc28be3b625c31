# netc emit --stage graph
net a(x: [B, 3], classes = 3) -> y { y = dense(x, classes) }
train a(label: [B]) {
  loss = cross_entropy(y, label)
  optimizer = sgd
}
=== exit 1
<stdin>:4:27: error: label of cross_entropy is i32, this is f32 [E0401]
  4 |   loss = cross_entropy(y, label)
    |                           ^~~~~
help: int(..) converts, by dropping the fraction
