# netc build -o /tmp -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: the output /tmp is a folder, it must be a file
