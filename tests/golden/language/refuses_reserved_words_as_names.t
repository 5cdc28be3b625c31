# netc fmt
fn f(scan) = 1
fn g(x) = list + 1
net over(x) -> y { y = x }
layer l(x) {
  yield = 3
  if = x
  a, then = x
  return x
}
=== exit 1
<stdin>:2:6: error: expected a name or `)` after `(`, found the reserved word `scan` [E0111]
  2 | fn f(scan) = 1
    |      ^~~~
    |     ~ this is open
<stdin>:3:11: error: expected an expression after `=`, found the reserved word `list` [E0111]
  3 | fn g(x) = list + 1
    |           ^~~~
<stdin>:4:5: error: expected a name after `net`, found the reserved word `over` [E0111]
  4 | net over(x) -> y { y = x }
    |     ^~~~
<stdin>:6:3: error: `yield` is a word of the language, not a name [E0111]
  6 |   yield = 3
    |   ^~~~~
<stdin>:7:3: error: `if` is a word of the language, not a name [E0111]
  7 |   if = x
    |   ^~
<stdin>:8:6: error: expected a name after `,`, found the reserved word `then` [E0111]
  8 |   a, then = x
    |      ^~~~
