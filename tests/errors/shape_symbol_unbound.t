# netc emit --stage graph
net a(x: [B, T, 8]) -> y { y = dense(x, 3) }
=== exit 1
<stdin>:2:14: error: nothing says how large T can be [E0306]
  2 | net a(x: [B, T, 8]) -> y { y = dense(x, 3) }
    |              ^
help: bind it: `--bind T=64`, or `capacity = (T: 64)` in the train block
