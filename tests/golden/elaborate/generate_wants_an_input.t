# netc check
net a(x: [B, 3], h: [B, 4] = 0) -> y, h {
  h = tanh(h + dense(x, 4))
  y = dense(h, 2)
}
train a(label: i32[B] in 2) {
  data       = npy("a")
  loss       = cross_entropy(y, label)
  optimizer  = sgd(lr: 1)
  carry_over = h
  generate   = 0.5
}
=== exit 1
<stdin>:11:16: error: `generate` is a whole number of at least 1, this is 0.5 [E0303]
  11 |   generate   = 0.5
     |                ^~~
