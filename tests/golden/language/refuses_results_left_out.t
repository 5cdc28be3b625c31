# netc fmt
net f(x: [N]) {
  y = x
}
op g(x: [N])
  y = x
=== exit 1
<stdin>:2:15: error: expected `->` after `)`, found `{` [E0101]
  2 | net f(x: [N]) {
    |               ^
<stdin>:5:13: error: expected `->` after `)`, found the end of the line [E0101]
  5 | op g(x: [N])
    |             ^
