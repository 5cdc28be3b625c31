# netc build --backend jvm -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: unknown back-end `jvm`; there are llvm and c
