# netc fmt
fn f(x) =	g("日本", x @ 2)
=== exit 1
<stdin>:2:21: error: `@` has no meaning here [E0106]
  2 | fn f(x) =       g("日本", x @ 2)
    |                             ^
