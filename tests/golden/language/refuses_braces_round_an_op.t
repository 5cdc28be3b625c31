# netc fmt
op f(x: [N]) -> y: [N] {
  y = x
}
=== exit 1
<stdin>:2:24: error: an op has no braces: its formulas stand on the lines that follow [E0101]
  2 | op f(x: [N]) -> y: [N] {
    |                        ^
