# netc emit --stage graph
op f(x: [B, N], n: i32[B]) -> y: [B, N]
  grad x[b] = grad.y[b, 0]
  grad n[b] = 0
  grad z[b] = 0
  y[b, i] = x[b, i]
net a(x: [B, 4], n: i32[B]) -> y { y = f(x, n) }
=== exit 1
<stdin>:3:3: error: grad_x is [B, 4], here it has 1 index [E0302]
  3 |   grad x[b] = grad.y[b, 0]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:3:3: note: its type is declared here
  3 |   grad x[b] = grad.y[b, 0]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:7:40: note: f is called here
  7 | net a(x: [B, 4], n: i32[B]) -> y { y = f(x, n) }
    |                                        ^~~~~~~
<stdin>:4:3: error: n is no float tensor among the arguments of f [E0208]
  4 |   grad n[b] = 0
    |   ^~~~~~~~~~~~~
<stdin>:7:40: note: f is called here
  7 | net a(x: [B, 4], n: i32[B]) -> y { y = f(x, n) }
    |                                        ^~~~~~~
<stdin>:5:3: error: z is no float tensor among the arguments of f [E0208]
  5 |   grad z[b] = 0
    |   ^~~~~~~~~~~~~
<stdin>:7:40: note: f is called here
  7 | net a(x: [B, 4], n: i32[B]) -> y { y = f(x, n) }
    |                                        ^~~~~~~
