# netc fix -
net a(x: [B, 4]) -> y { y = x |> dense(units = 3) |> relv }
=== exit 1
# netc fix -
net a(x: [B, 4]) -> y { y = x |> dense(units: 3) |> relv }
<stdin>: 1 mended
<stdin>:2:53: error: nothing is named relv here [E0201]
  2 | net a(x: [B, 4]) -> y { y = x |> dense(units: 3) |> relv }
    |                                                     ^~~~
help: did you mean `relu`?
