# netc build --with augment
net g(x: [B, 4]) -> y { y = x |> dense(3) }
=== exit 1
<stdin>:2:5: error: --with augment: no train block augments anything here [E0408]
  2 | net g(x: [B, 4]) -> y { y = x |> dense(3) }
    |     ^
help: `augment = shift(2), mirror(horizontal)` in the train block does
