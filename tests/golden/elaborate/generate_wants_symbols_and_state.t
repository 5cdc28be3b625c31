# netc check
net a(text: i32[B, T] in 5, h: [B, 4] = 0) -> y, h {
  y, h = text |> embedding(5, 3) |> rnn_from(h)
}
train a(label: i32[B, T] in 4) {
  data      = text("a")
  loss      = cross_entropy(transpose(y, 1, 2), label)
  optimizer = sgd(lr: 1)
  capacity  = (T: 8)
  generate  = true
}
=== exit 1
<stdin>:10:15: error: `generate` draws from scores [B, 5, T], the result y is [B, T, 4] [E0301]
  10 |   generate  = true
     |               ^~~~
<stdin>:10:15: error: `generate` gives one symbol at a time: `carry_over` must name the state that goes on [E0401]
  10 |   generate  = true
     |               ^~~~
