# netc fmt --write=3 -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --write takes no value, found `3`
