# netc fmt
fn f(x) = x && x || !x
fn g(x) = x ** 2 === 3 // comment
net h(x) => y {
  y := x; /* more */
}
=== exit 1
<stdin>:2:13: error: `&&` is written `and` [E0101]
  2 | fn f(x) = x && x || !x
    |             ^~
<stdin>:2:18: error: `||` is written `or` [E0101]
  2 | fn f(x) = x && x || !x
    |                  ^~
<stdin>:2:21: error: `!` is written `not` [E0101]
  2 | fn f(x) = x && x || !x
    |                     ^
<stdin>:3:13: error: `**` is written `^` [E0101]
  3 | fn g(x) = x ** 2 === 3 // comment
    |             ^~
<stdin>:3:18: error: `===` is written `==` [E0101]
  3 | fn g(x) = x ** 2 === 3 // comment
    |                  ^~~
<stdin>:3:24: error: a comment begins with `#` and runs to the end of the line [E0101]
  3 | fn g(x) = x ** 2 === 3 // comment
    |                        ^~
<stdin>:4:10: error: `=>` is written `->` [E0101]
  4 | net h(x) => y {
    |          ^~
<stdin>:5:5: error: `:=` is written `=` [E0101]
  5 |   y := x; /* more */
    |     ^~
<stdin>:5:9: error: a statement ends with its line, not with `;` [E0101]
  5 |   y := x; /* more */
    |         ^
<stdin>:5:11: error: a comment begins with `#` and runs to the end of the line [E0101]
  5 |   y := x; /* more */
    |           ^~
