# netc emit --stage graph
layer a(x: [B, N]) {
  y[b, i] = dense(x[b, i], 3)
  return y
}
net n(x: [B, 3]) -> y { y = a(x) }
=== exit 1
<stdin>:3:13: error: dense works on whole tensors: call it in a statement before, and read the result by its indices [E0208]
  3 |   y[b, i] = dense(x[b, i], 3)
    |             ^~~~~~~~~~~~~~~~~
<stdin>:6:29: note: a1 is called here
  6 | net n(x: [B, 3]) -> y { y = a(x) }
    |                             ^~~~
