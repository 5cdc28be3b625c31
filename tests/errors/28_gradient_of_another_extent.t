# netc check -
op f(x: [B, N]) -> y: [B, N]
  grad x[b, i < 3] = grad.y[b, i]
  y[b, i] = x[b, i]
net a(x: [B, 4]) -> y { y = f(x) }
=== exit 1
<stdin>:3:13: error: the index runs over 3, the dimension is 4 [E0301]
  3 |   grad x[b, i < 3] = grad.y[b, i]
    |             ^~~~~
<stdin>:3:3: note: grad_x is [B, 4] by its type
  3 |   grad x[b, i < 3] = grad.y[b, i]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:5:29: note: f is called here
  5 | net a(x: [B, 4]) -> y { y = f(x) }
    |                             ^~~~
