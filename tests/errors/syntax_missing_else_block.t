# netc fmt
layer f(x) {
  if x
  {
    y = 1
  }
  else x
  for 3 { y = 2 }
  return y
}
=== exit 1
<stdin>:4:3: error: the line before ends its statement: the `{` belongs at its end [E0101]
  4 |   {
    |   ^
<stdin>:7:8: error: expected `{` after `else`, found `x` [E0101]
  7 |   else x
    |        ^
<stdin>:8:7: error: expected a name after `for`, found `3` [E0101]
  8 |   for 3 { y = 2 }
    |       ^
