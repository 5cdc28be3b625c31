# netc check
net a(x: [B, 3]) -> y { y = dense(x, 2) }
train a(label: i32[B] in 2) {
  data       = npy("a")
  loss       = cross_entropy(y, label)
  optimizer  = sgd(lr: 1)
  average    = adam(0.5)
}
=== exit 1
<stdin>:7:16: error: adam has no state `average` [E0208]
  7 |   average    = adam(0.5)
    |                ^~~~~~~~~
