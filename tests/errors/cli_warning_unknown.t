# netc check -Wno-nothing-to-trian -
net a(x: [B, 4]) -> y { y = tanh(x) }
train a(t: [B, 4]) {
  data = npy(x: "x.npy", t: "t.npy")
  loss = mse(y, t)
  optimizer = sgd(0.1)
  batch = 4
}
=== exit 2
netc: there is no warning `nothing-to-trian`; did you mean `nothing-to-train`?
