# netc check
op double(x: [N]) -> y: [N]
  grad x[i] = 3*grad.y[i]
  y[i] = 2*x[i]
=== exit 1
<stdin>:2:4: error: double: the gradient by x[0] is 1.9525 where it is -1.22543, finite differences give 1.30167; 30 of 30 derivatives differ [E0407]
  2 | op double(x: [N]) -> y: [N]
    |    ^~~~~~
