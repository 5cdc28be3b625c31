# netc fmt
net f(x -> y {
  y = = x
  z = x +
  w = (1 2)
}
fn g(x) = x x
layer 3(x) {
  y = 3 +
}
fn ok(x) = x
fn h(x) = ]
=== exit 1
<stdin>:2:6: error: the `(` is not closed [E0103]
  2 | net f(x -> y {
    |      ^
<stdin>:2:9: note: expected `)` before this
  2 | net f(x -> y {
    |         ^~
<stdin>:3:7: error: expected an expression after `=`, found `=` [E0101]
  3 |   y = = x
    |       ^
<stdin>:4:9: error: the line ends in `+`, so the next one belongs to it [E0101]
  4 |   z = x +
    |         ^
<stdin>:5:3: note: this was meant to begin a statement?
  5 |   w = (1 2)
    |   ^
<stdin>:7:13: error: expected the end of the line after `x`, found `x` [E0101]
  7 | fn g(x) = x x
    |             ^
<stdin>:8:7: error: expected a name after `layer`, found `3` [E0101]
  8 | layer 3(x) {
    |       ^
<stdin>:9:10: error: expected an expression after `+`, found the end of the line [E0101]
  9 |   y = 3 +
    |          ^
<stdin>:12:11: error: this `]` closes nothing [E0101]
  12 | fn h(x) = ]
     |           ^
