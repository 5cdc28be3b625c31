# netc emit --stage graph
net a(x: [B, 3]) -> y {
  y = x |> dense(2000000000) |> dense(2000000000)
  z = x |> dense(3000000000)
  u = x |> dense(4000000000*4000000000)
}
=== exit 1
<stdin>:3:33: error: dense2.weight: [2000000000, 2000000000] has more than 2^40 elements, or an extent over 2^31 - 1 [E0505]
  3 |   y = x |> dense(2000000000) |> dense(2000000000)
    |                                 ^~~~~~~~~~~~~~~~~
library/linear.net:14:3: note: in dense2
  14 |   param weight: [units, I] ~ initial(I)
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:4:12: error: a dimension is at most 2^31 - 1, this is 3000000000 [E0505]
  4 |   z = x |> dense(3000000000)
    |            ^~~~~~~~~~~~~~~~~
library/linear.net:14:18: note: in dense3
  14 |   param weight: [units, I] ~ initial(I)
     |                  ^~~~~
<stdin>:5:18: error: this leaves the range of 64-bit integers [E0314]
  5 |   u = x |> dense(4000000000*4000000000)
    |                  ^~~~~~~~~~~~~~~~~~~~~
