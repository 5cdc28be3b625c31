# netc emit --stage graph
net a(x: [B, 4]) -> y, z {
  y = x
}
=== exit 1
<stdin>:2:24: error: the result z of a has no value [E0406]
  2 | net a(x: [B, 4]) -> y, z {
    |                        ^
