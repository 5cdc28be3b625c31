# netc check -Wno-samples-dropped -
net a(x: [B, 1, 7, 7]) -> y { y = x |> maxpool(2) }
=== exit 0
