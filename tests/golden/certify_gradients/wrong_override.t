# netc check
# A declared derivative that does not hold is found, with the place and both numbers.
fn cube(x) {
  grad x = 2*x^2
  return x^3
}
=== exit 1
<stdin>:3:4: error: cube: the gradient by x[0] is 3.00337 where it is -1.22543, finite differences give 4.50506; 37 of 42 derivatives differ [E0407]
  3 | fn cube(x) {
    |    ^~~~
