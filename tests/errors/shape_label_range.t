# netc emit --stage graph
net a(x: [B, 3], classes = 3) -> y { y = dense(x, classes) }
train a(label: i32[B] in 4) {
  loss = cross_entropy(y, label)
  optimizer = sgd
}
=== exit 1
<stdin>:4:27: error: label of cross_entropy holds values in 0 .. C - 1 (C is 3), these are not proved to [E0305]
  4 |   loss = cross_entropy(y, label)
    |                           ^~~~~
<stdin>:3:9: note: label is declared in 0 .. 3
  3 | train a(label: i32[B] in 4) {
    |         ^~~~~
