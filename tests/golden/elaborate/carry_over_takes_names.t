# netc check
net a(x: [B, 4], h: [B, 4] = 0) -> y, h {
  h = tanh(x + h)
  y = dense(h, 2)
}
train a(label: i32[B] in 2) {
  data       = text("a")
  loss       = cross_entropy(y, label)
  optimizer  = sgd(lr: 1)
  carry_over = h + 1
}
=== exit 1
<stdin>:10:16: error: `carry_over` names results that are inputs as well: h, c [E0401]
  10 |   carry_over = h + 1
     |                ^~~~~
