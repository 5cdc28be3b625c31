# netc fix -q -
net a(x:[B, 4]) -> y { y = x   |> dense(3) }
=== exit 0
# netc fix -q -
net a(x:[B, 4]) -> y { y = x   |> dense(3) }
