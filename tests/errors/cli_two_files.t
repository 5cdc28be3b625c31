# netc check a.net -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: check takes one file, found 2
