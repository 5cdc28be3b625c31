# netc fmt
fn f(x) = sum i x[i]
fn g(x) = sum() x
fn h(x) = sum(i)
=== exit 1
<stdin>:2:15: error: expected the end of the line after `sum`, found `i` [E0101]
  2 | fn f(x) = sum i x[i]
    |               ^
help: a reduction has its indices in parentheses: sum(i) x[i]
<stdin>:3:15: error: expected an index after `(`, found `)` [E0101]
  3 | fn g(x) = sum() x
    |               ^
<stdin>:4:17: error: expected an expression after `)`, found the end of the line [E0101]
  4 | fn h(x) = sum(i)
    |                 ^
