# netc fmt
fn f(x) = x @ 2
fn g(x) = 'a' + x
fn h(x) = x $ 2; y
=== exit 1
<stdin>:2:13: error: `@` has no meaning here [E0106]
  2 | fn f(x) = x @ 2
    |             ^
<stdin>:3:11: error: a string is written in double quotes: "a" [E0106]
  3 | fn g(x) = 'a' + x
    |           ^~~
<stdin>:4:13: error: `$` has no meaning here [E0106]
  4 | fn h(x) = x $ 2; y
    |             ^
<stdin>:4:16: error: a statement ends with its line, not with `;` [E0101]
  4 | fn h(x) = x $ 2; y
    |                ^
