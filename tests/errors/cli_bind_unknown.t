# netc build --bind N=3 -o none -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 1
<stdin>:2:5: error: --bind N: a has no symbol of that name [E0201]
  2 | net a(x: [B, 3]) -> y { y = x |> dense(2) }
    |     ^
help: did you mean `B`?
