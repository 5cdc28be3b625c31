# netc check -
# What the language leaves out is refused with the reason, and what stands in its place.
net a(x: [B, 4]) -> y, z, u {
  y = sort(x)
  z = unique(x)
  u = solve(x, x)
}
=== exit 1
<stdin>:4:7: error: nothing is named sort here [E0201]
  4 |   y = sort(x)
    |       ^~~~
help: nothing is sorted: `max`, `argmax` and `top_k` pick the largest
<stdin>:5:7: error: nothing is named unique here [E0201]
  5 |   z = unique(x)
    |       ^~~~~~
help: sizes that depend on values are left out: buffers are fixed; a mask says which count
<stdin>:6:7: error: nothing is named solve here [E0201]
  6 |   u = solve(x, x)
    |       ^~~~~
help: there is no linear solver: iterate in a `scan`
