# netc emit --stage ast
# After a binary operator, `=`, `~` or `,` the statement goes on.
init h(x) ~
  uniform(0,
          1)
fn f(x, y) =
  x +
  y *
  2 |>
  g and
  x ??
  3
layer l(x) {
  state a: [3] = 0,
        b: [3] = 1
  a,
  b = pair(x)
}
=== exit 1
<stdin>:10:5: error: expected `(` or the end of the line after `g`, found the reserved word `and` [E0101]
  10 |   g and
     |     ^~~
