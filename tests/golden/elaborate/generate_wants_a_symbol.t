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
  generate   = 5
}
=== exit 1
<stdin>:11:16: error: `generate` feeds symbols to an input i32[B, T] in N, this net has none [E0401]
  11 |   generate   = 5
     |                ^
