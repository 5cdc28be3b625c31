# netc check --max-errors 0 -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --max-errors takes a whole number from 1 to 1000000, not `0`
