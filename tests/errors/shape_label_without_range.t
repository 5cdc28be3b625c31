# netc emit --stage graph
net a(x: [B, 3], classes = 3) -> y { y = dense(x, classes) }
train a(label: i32[B]) {
  loss = cross_entropy(y, label)
  optimizer = sgd
}
=== exit 1
<stdin>:4:27: error: label of cross_entropy holds values in 0 .. C - 1 (C is 3), these are not proved to [E0305]
  4 |   loss = cross_entropy(y, label)
    |                           ^~~~~
help: declare it so: `label: i32[..] in 3`
