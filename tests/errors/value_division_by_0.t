# netc emit --stage graph
net a(x: [B, 2], n = 0) -> y { y = x*(1/n) }
=== exit 1
<stdin>:2:38: error: division by 0: 1/n, with n = 0 [E0315]
  2 | net a(x: [B, 2], n = 0) -> y { y = x*(1/n) }
    |                                      ^~~~~
