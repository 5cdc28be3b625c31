# netc emit --stage graph
# The message is the definition's own, with its names filled in.
op halves(x: [B, N]) -> y: [B, N/2]
  require N % 2 == 0, "{N} elements have no two halves"
  y[b, i] = x[b, 2*i]
net a(x: [B, 5]) -> y { y = halves(x) }
=== exit 1
<stdin>:6:29: error: 5 elements have no two halves [E0307]
  6 | net a(x: [B, 5]) -> y { y = halves(x) }
    |                             ^~~~~~~~~
<stdin>:4:3: note: halves requires N%2 == 0
  4 |   require N % 2 == 0, "{N} elements have no two halves"
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
