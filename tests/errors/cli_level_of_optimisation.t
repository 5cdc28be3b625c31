# netc build -O9 -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: -O takes a whole number from 0 to 3, not `9`
