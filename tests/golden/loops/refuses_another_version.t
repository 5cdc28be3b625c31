# netc verify
program "m" {
  source "m.net"
  compiler "netc 0.0.9"
}
=== exit 1
<stdin>:4:3: error: text of netc 0.0.9, expected netc 0.1.0 [E0606]
  4 |   compiler "netc 0.0.9"
    |   ^~~~~~~~~~~~~~~~~~~~~
