# netc build -o none --cpu x86-64-v3 --ram-limit 600K -
# What it takes at least, the largest tensors and what would help; no file is written.
net n(x: [B, 64], classes = 4) -> logits {
  logits = x |> dense(64) |> tanh |> dense(64) |> tanh |> dense(64) |> tanh |> dense(classes)
}
train n(label: i32[B] in classes) {
  data = csv("n.csv", x: cols(0, 64), label: col(64))
  loss = cross_entropy(logits, label)
  optimizer = sgd(lr: 0.1)
  batch = 1024
}
=== exit 1
<stdin>:3:1: error: train_n needs 1.20 MiB of memory at least, the limit is 600 KiB [E0508]
  3 | net n(x: [B, 64], classes = 4) -> logits {
    | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:3:1: note: weights take 49.8 KiB, what is made of them for predictions 49.0 KiB, optimiser state 0 bytes, the workspace 1.09 MiB
  3 | net n(x: [B, 64], classes = 4) -> logits {
    | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:4:38: note: tanh takes 256 KiB
  4 |   logits = x |> dense(64) |> tanh |> dense(64) |> tanh |> dense(64) |> tanh |> dense(classes)
    |                                      ^~~~~~~~~
<stdin>:4:59: note: tanh_2 takes 256 KiB
  4 |   logits = x |> dense(64) |> tanh |> dense(64) |> tanh |> dense(64) |> tanh |> dense(classes)
    |                                                           ^~~~~~~~~
<stdin>:4:80: note: tanh_3 takes 256 KiB
  4 |   logits = x |> dense(64) |> tanh |> dense(64) |> tanh |> dense(64) |> tanh |> dense(classes)
    |                                                                                ^~~~~~~~~~~~~~
help: a smaller `batch` needs less, and with `accumulate` steps stay as they are
