# netc check --stage graph -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: unknown option `--stage`; netc help check tells those there are
