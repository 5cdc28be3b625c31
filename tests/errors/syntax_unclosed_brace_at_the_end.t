# netc fmt
net f(x) -> y {
  y = x
=== exit 1
<stdin>:2:15: error: the `{` is not closed [E0103]
  2 | net f(x) -> y {
    |               ^
