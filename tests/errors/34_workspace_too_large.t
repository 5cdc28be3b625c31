# netc build -o none -
# Told before anything is allocated, with the largest tensors; no file is written.
net n(x: [1024, 1024]) -> y {
  a[i, j, k, l] = tanh(x[i, j])*x[k, l]
  b = a |> softmax |> softmax
  y[i] = sum(j, k, l) b[i, j, k, l]*a[j, i, k, l]
}
=== file unused.net
exit 1
<stdin>:3:1: error: predict_n needs a workspace of 8.07 TiB, at most 4.00 TiB are possible [E0507]
  3 | net n(x: [1024, 1024]) -> y {
    | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:23: note: softmax.e_2 takes 4.06 TiB
  5 |   b = a |> softmax |> softmax
    |                       ^~~~~~~
<stdin>:5:12: note: softmax.e takes 4.00 TiB
  5 |   b = a |> softmax |> softmax
    |            ^~~~~~~
<stdin>:5:23: note: softmax_2.part takes 4.06 GiB
  5 |   b = a |> softmax |> softmax
    |                       ^~~~~~~
