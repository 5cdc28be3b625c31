# netc emit --stage graph
net a(x: [B, 3]) -> y { y = dense(x, 3) }
train a(label: [B, 3]) {
  loss = (y - label)^2
  optimizer = sgd
}
=== exit 1
<stdin>:4:10: error: the loss is [B, 3], it must be a single number [E0403]
  4 |   loss = (y - label)^2
    |          ^~~~~~~~~~~~~
help: reduce it: mean(b, ..) of its elements
