# netc emit --stage graph
net lenet(x: [B, 3]) -> y { y = dense(x, 3) }
train letnet(label: i32[B] in 3) {
  loss      = cross_entropy(y, label)
  optimizer = adam
}
=== exit 1
<stdin>:3:7: error: there is no net letnet to train [E0201]
  3 | train letnet(label: i32[B] in 3) {
    |       ^~~~~~
