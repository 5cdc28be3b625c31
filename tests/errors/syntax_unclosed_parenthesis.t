# netc fmt
net f(x) -> y {
  y = g(x, (2 + 3)
  z = y
  w = h(x
  return z
}
=== exit 1
<stdin>:3:8: error: the `(` is not closed [E0103]
  3 |   y = g(x, (2 + 3)
    |        ^
<stdin>:4:3: note: expected `)` before this
  4 |   z = y
    |   ^
<stdin>:5:8: error: the `(` is not closed [E0103]
  5 |   w = h(x
    |        ^
<stdin>:6:3: note: expected `)` before this
  6 |   return z
    |   ^~~~~~
