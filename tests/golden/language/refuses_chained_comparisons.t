# netc fmt
fn f(a, b, c) = a < b < c
fn g(a) = sum(i if a == i == 2) i
=== exit 1
<stdin>:2:23: error: comparisons do not chain [E0110]
  2 | fn f(a, b, c) = a < b < c
    |                       ^
help: join two comparisons with `and`: a < b and b < c
<stdin>:3:27: error: comparisons do not chain [E0110]
  3 | fn g(a) = sum(i if a == i == 2) i
    |                           ^~
help: join two comparisons with `and`: a < b and b < c
