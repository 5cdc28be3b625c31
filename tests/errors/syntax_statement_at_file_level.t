# netc fmt
y = 3
fn f(x) = x
z = 4
=== exit 1
<stdin>:2:1: error: expected a definition (net, layer, op, fn, ..), found `y` [E0101]
  2 | y = 3
    | ^
<stdin>:4:1: error: expected the next definition, found `z` [E0101]
  4 | z = 4
    | ^
