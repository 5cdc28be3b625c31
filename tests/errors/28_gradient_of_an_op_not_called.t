# netc check -
# No shapes fit such an op, so the shape of a gradient is told before any are drawn.
op scaled(x: [B, N], w: [N]) -> y: [B, N]
  grad x[b, i] = grad.y[b, i]*w[i]
  grad w[i, j] = sum(b) grad.y[b, i]*x[b, j]
  y[b, i] = x[b, i]*w[i]
net a(x: [B, 4]) -> y { y = dense(x, 3) }
=== exit 1
<stdin>:5:3: error: the gradient by w has 2 indices, w of scaled has 1 [E0302]
  5 |   grad w[i, j] = sum(b) grad.y[b, i]*x[b, j]
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:3:22: note: its type is declared here
  3 | op scaled(x: [B, N], w: [N]) -> y: [B, N]
    |                      ^
