# netc emit --stage graph
# Labels name parameters: one label, one layer.
net a(x: [B, 3]) -> y { y = x |> dense(3) as one |> dense(3) as one }
=== exit 1
<stdin>:3:53: error: two parameters are named one.weight [E0202]
  3 | net a(x: [B, 3]) -> y { y = x |> dense(3) as one |> dense(3) as one }
    |                                                     ^~~~~~~~
<stdin>:3:34: note: the first is made here
  3 | net a(x: [B, 3]) -> y { y = x |> dense(3) as one |> dense(3) as one }
    |                                  ^~~~~~~~
library/linear.net:14:3: note: in one
  14 |   param weight: [units, I] ~ initial(I)
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
help: calls with one label make one name: label them apart, or `share` one layer
