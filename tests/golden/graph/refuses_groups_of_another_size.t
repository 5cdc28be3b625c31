# netc emit --stage graph
# The indices of a group multiply to the dimension.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[(g < 3, o < 3)] = x[g]
}
=== exit 1
<stdin>:4:3: error: y: the indices of dimension 0 run over 9, expected 8 [E0601]
  4 |   y: f32[8]; y[(g < 3, o < 3)] = x[g]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
