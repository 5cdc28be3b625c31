# netc check -
net a(x: [B, 4]) -> y { y = x |> dense(3) }
train a(label: i32[B] in 3) {
  data = npy(x: "x.npy", label: "y.npy")
  names = ["cat", "dog"]
  loss = cross_entropy(y, label)
  optimizer = sgd(0.1)
  batch = 4
}
=== exit 1
<stdin>:5:11: error: 2 names, and label has 3 classes [E0405]
  5 |   names = ["cat", "dog"]
    |           ^~~~~~~~~~~~~~
<stdin>:3:9: note: its classes are counted here
  3 | train a(label: i32[B] in 3) {
    |         ^~~~~
