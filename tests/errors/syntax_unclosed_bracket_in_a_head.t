# netc fmt
net f(x: [B, 3) -> y {
  y = x
}
op g(x: [N] -> y: [N]
  y = x
=== exit 1
<stdin>:2:10: error: the `[` is not closed [E0103]
  2 | net f(x: [B, 3) -> y {
    |          ^
<stdin>:2:15: note: expected `]` before this
  2 | net f(x: [B, 3) -> y {
    |               ^
<stdin>:5:5: error: the `(` is not closed [E0103]
  5 | op g(x: [N] -> y: [N]
    |     ^
<stdin>:5:13: note: expected `)` before this
  5 | op g(x: [N] -> y: [N]
    |             ^~
