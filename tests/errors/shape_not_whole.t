# netc emit --stage graph
net a(x: [B, 3], n = 5) -> y { y = x |> dense(n/2) }
=== exit 1
<stdin>:2:41: error: a dimension is 2.5, which is not a whole number [E0303]
  2 | net a(x: [B, 3], n = 5) -> y { y = x |> dense(n/2) }
    |                                         ^~~~~~~~~~
library/linear.net:14:18: note: in dense1
  14 |   param weight: [units, I] ~ initial(I)
     |                  ^~~~~
