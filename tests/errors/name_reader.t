# netc check
net a(x: [B, 3]) -> y {
  y = x |> dense(2)
}
train a(label: i32[B] in 2) {
  data      = planetoids("cora")
  loss      = cross_entropy(y, label)
  optimizer = sgd(lr: 1)
}
=== exit 1
<stdin>:6:15: error: there is no reader planetoids [E0201]
  6 |   data      = planetoids("cora")
    |               ^~~~~~~~~~
help: did you mean `planetoid`?
