# netc emit -o /no/such/folder/x -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: the output /no/such/folder/x: there is no folder /no/such/folder
