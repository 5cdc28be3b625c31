# netc emit --stage graph
net a(x: [B, 3], n = 0) -> y {
  y = x |> dense(n)
  z = x |> dense(-n - 2)
}
=== exit 1
<stdin>:3:12: error: the extent units = 0 is below 1 [E0304]
  3 |   y = x |> dense(n)
    |            ^~~~~~~~
library/linear.net:14:18: note: in dense1
  14 |   param weight: [units, I] ~ initial(I)
     |                  ^~~~~
<stdin>:4:12: error: the extent units = -2 is below 1 [E0304]
  4 |   z = x |> dense(-n - 2)
    |            ^~~~~~~~~~~~~
library/linear.net:14:18: note: in dense2
  14 |   param weight: [units, I] ~ initial(I)
     |                  ^~~~~
