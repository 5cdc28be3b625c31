# netc emit - --stage
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --stage needs a value: STAGE
