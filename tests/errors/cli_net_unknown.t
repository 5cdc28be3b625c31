# netc check --net lenet6 -
net lenet5(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 1
<stdin>:1:1: error: the file defines no net lenet6 [E0201]
  1 | # netc check --net lenet6 -
    | ^
help: did you mean `lenet5`?
