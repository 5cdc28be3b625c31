# netc check -
op first(x: [..P: axis, M, ..Q], axis = 1) -> y: [..P, ..Q]
  y[..p, ..q] = x[..p, 0, ..q]
net a(x: [B, 4, 6]) -> y { y = first(x) }
=== exit 1
<stdin>:3:5: error: nothing says which dimensions this pack stands for [E0310]
  3 |   y[..p, ..q] = x[..p, 0, ..q]
    |     ^~~
<stdin>:4:32: note: first is called here
  4 | net a(x: [B, 4, 6]) -> y { y = first(x) }
    |                                ^~~~~~~~
help: did you mean `..P`?
