# netc fmt
fn f(x) = g(1 2)
fn h(x) = [1 2]
fn i(x) = x[1 2]
net n(x: [B C]) -> y { y = x }
=== exit 1
<stdin>:2:15: error: expected `)` or `,` after `1`, found `2` [E0101]
  2 | fn f(x) = g(1 2)
    |               ^
    |            ~ this is open
<stdin>:3:14: error: expected `]` or `,` after `1`, found `2` [E0101]
  3 | fn h(x) = [1 2]
    |              ^
    |           ~ this is open
<stdin>:4:15: error: expected `]` or `,` after `1`, found `2` [E0101]
  4 | fn i(x) = x[1 2]
    |               ^
    |            ~ this is open
<stdin>:5:13: error: expected `]` or `,` after `B`, found `C` [E0101]
  5 | net n(x: [B C]) -> y { y = x }
    |             ^
    |          ~ this is open
