# netc build --output= -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: -o takes the name of a file, found an empty one
