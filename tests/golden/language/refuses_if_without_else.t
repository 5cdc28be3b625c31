# netc fmt
fn f(x) = if x > 0 then x
fn g(x) = if x > 0 else 1
fn h(x) = 1 + if x then 1 else 2
=== exit 1
<stdin>:2:26: error: an `if` in an expression needs its `else` [E0101]
  2 | fn f(x) = if x > 0 then x
    |                          ^
<stdin>:3:20: error: expected `then` after `0`, found the reserved word `else` [E0101]
  3 | fn g(x) = if x > 0 else 1
    |                    ^~~~
<stdin>:4:15: error: an `if` inside a larger expression needs parentheses round it [E0101]
  4 | fn h(x) = 1 + if x then 1 else 2
    |               ^~
