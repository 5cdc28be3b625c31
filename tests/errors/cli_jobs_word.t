# netc build -j x -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: -j takes a whole number from 1 to 1024, not `x`
