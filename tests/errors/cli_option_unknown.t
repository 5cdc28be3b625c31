# netc build --tarhet x86_64-linux-gnu -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: unknown option `--tarhet`; did you mean `--target`?
