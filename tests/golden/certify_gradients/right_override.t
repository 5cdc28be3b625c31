# netc check
# A declared derivative that holds.
fn cube(x) {
  grad x = 3*x^2
  return x^3
}
=== exit 0
cube: 42 derivatives at 3 shapes
