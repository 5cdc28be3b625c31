# netc emit --stage graph --train
# A running value that every step would update is refused.
layer f(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0 { h = h + (x[t] |> batchnorm) }
  return h
}
net a(x: [B, 5, 2]) -> y { y = f(x) }
train a(t: [B, 2]) {
  loss = mse(y, t)
  optimizer = sgd
}
=== exit 1
<stdin>:5:42: error: a state is not updated in a scan: what goes from step to step is carried [E0113]
  5 |   carry h: [B, D] = 0 { h = h + (x[t] |> batchnorm) }
    |                                          ^~~~~~~~~
library/norm.net:16:5: note: in f1.batchnorm1
  16 |     update running_mean = (1 - momentum)*running_mean + momentum*m
     |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:8:32: note: f1 is called here
  8 | net a(x: [B, 5, 2]) -> y { y = f(x) }
    |                                ^~~~
