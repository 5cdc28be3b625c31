# netc build --bind B=abc -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --bind takes a whole number from 1 to 2147483647, not `abc`
