# netc check -
op scaled(x: [B, N], w: [N]) -> y: [B, N]
  grad w[i] = sum(b) grad.y[b, i]*x[b, i]
  grad w[i] = 0
  y[b, i] = x[b, i]*w[i]
=== exit 1
<stdin>:4:3: error: the gradient by w is written twice [E0202]
  4 |   grad w[i] = 0
    |   ^~~~~~~~~~~~~
<stdin>:3:3: note: the first is here
  3 |   grad w[i] = sum(b) grad.y[b, i]*x[b, i]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
