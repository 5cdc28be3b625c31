# netc build --bind B= -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --bind takes NAME=SIZE[,SIZE..], not `B=`
