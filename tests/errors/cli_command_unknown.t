# netc biuld -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: unknown command `biuld`; did you mean `build`?
