# netc check
net a(x: [B, 4], h: [B, 4] = 0, n: [B, 2], m: [B, 4] = 0) -> y, h, n, m {
  h = tanh(x + h)
  y = dense(h, 2)
  n = n
  m = y
}
train a(label: i32[B] in 2) {
  data       = text("a")
  loss       = cross_entropy(y, label)
  optimizer  = sgd(lr: 1)
  carry_over = h, n, z, m
}
=== exit 1
<stdin>:12:19: error: n is not both an input with a default and a result of a [E0201]
  12 |   carry_over = h, n, z, m
     |                   ^
help: net a(.., n: [B, 64] = 0) -> .., n
<stdin>:12:22: error: z is not both an input with a default and a result of a [E0201]
  12 |   carry_over = h, n, z, m
     |                      ^
help: net a(.., z: [B, 64] = 0) -> .., z
<stdin>:12:25: error: the input m is [B, 4], the result is [B, 2] [E0301]
  12 |   carry_over = h, n, z, m
     |                         ^
