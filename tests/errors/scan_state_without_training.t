# netc check -
# Not for predictions alone either.
layer f(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0 { h = h + (x[t] |> batchnorm) }
  return h
}
net a(x: [B, 5, 2]) -> y { y = f(x) }
=== exit 1
<stdin>:5:42: error: a state does not lie in a scan: what goes from step to step is carried [E0113]
  5 |   carry h: [B, D] = 0 { h = h + (x[t] |> batchnorm) }
    |                                          ^~~~~~~~~
library/norm.net:9:9: note: in f1.batchnorm1
  9 |   state running_mean: [C] = 0, running_var: [C] = 1
    |         ^~~~~~~~~~~~
<stdin>:8:32: note: f1 is called here
  8 | net a(x: [B, 5, 2]) -> y { y = f(x) }
    |                                ^~~~
