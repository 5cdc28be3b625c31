# netc emit --stage graph
# Refused before anything is written out.
net a(x: [B, 2]) -> y {
  repeat 1000000000 { x = dense(x, 2) }
  y = x
}
=== exit 1
<stdin>:4:10: error: 1000000000 rounds: loops are written out, 1000000 rounds in all at most [E0506]
  4 |   repeat 1000000000 { x = dense(x, 2) }
    |          ^~~~~~~~~~
