# netc fmt
net f(x: [N]) -> y {
  y: [N] = x
}
=== exit 1
<stdin>:3:6: error: a value has no written type: it follows from the formula [E0101]
  3 |   y: [N] = x
    |      ^~~
help: write `y = ..`, or `y[i, ..] = ..` by elements
