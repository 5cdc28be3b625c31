# netc fmt
net f(x) -> y
{
  y = x
}
=== exit 1
<stdin>:3:1: error: the line before ends its statement: the `{` belongs at its end [E0101]
  3 | {
    | ^
