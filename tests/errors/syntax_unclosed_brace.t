# netc fmt
net f(x) -> y {
  if a {
    y = x

layer g(x) {
  return x
}
=== exit 1
<stdin>:2:15: error: the `{` is not closed [E0103]
  2 | net f(x) -> y {
    |               ^
<stdin>:6:1: note: expected `}` before this
  6 | layer g(x) {
    | ^~~~~
<stdin>:3:8: error: the `{` is not closed [E0103]
  3 |   if a {
    |        ^
<stdin>:6:1: note: expected `}` before this
  6 | layer g(x) {
    | ^~~~~
