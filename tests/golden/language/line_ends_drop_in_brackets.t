# netc fmt
# Inside ( ) and [ ] a line end means nothing.
fn f(
  x,
  y = [1,
    2]
) = g(x,
  y: 3
)
=== exit 0
# netc fmt
# Inside ( ) and [ ] a line end means nothing.
fn f(
  x,
  y = [1,
  2]
) = g(x,
  y: 3
)
