# netc emit --stage graph
net a(x: [B, 3]) -> y { y = dense(x, 3) }
train a(label: i32[B] in 3) {
  data      = csv("a")
  loss      = cross_entropy(y, label)
  optimizer = adam
  epoch     = 3
  batch     = 16
  batch     = 32
}
=== exit 1
<stdin>:7:3: error: a train block has no key epoch [E0201]
  7 |   epoch     = 3
    |   ^~~~~~~~~~~~~
help: did you mean `epochs`?
<stdin>:9:3: error: `batch` is set twice [E0202]
  9 |   batch     = 32
    |   ^~~~~~~~~~~~~~
<stdin>:8:3: note: the first is here
  8 |   batch     = 16
    |   ^~~~~~~~~~~~~~
