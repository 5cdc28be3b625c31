# netc fmt
fn f(x) = "abc
fn g(x) = h("abc)
fn i(x) = x
=== exit 1
<stdin>:2:11: error: the string is not closed: `"` is missing before the end of the line [E0102]
  2 | fn f(x) = "abc
    |           ^~~~
<stdin>:3:13: error: the string is not closed: `"` is missing before the end of the line [E0102]
  3 | fn g(x) = h("abc)
    |             ^~~~~
