# netc fmt
net f(x) -> y {
  if x = 1 { y = 2 }
  y = g(x, k = 2)
}
=== exit 1
<stdin>:3:8: error: `=` binds a name; a comparison is written `==` [E0101]
  3 |   if x = 1 { y = 2 }
    |        ^
<stdin>:4:14: error: an argument is named with `:`, not with `=` [E0101]
  4 |   y = g(x, k = 2)
    |              ^
