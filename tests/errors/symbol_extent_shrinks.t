# netc check --bind T=6 -
# What is allocated for the largest T must be enough for a smaller one.
op rest(x: [B, T]) -> y: [B, 7 - T]
  y[b, i] = x[b, 0] + i

op waves(x: [B, T]) -> y: [B, T - T/3 + 1]
  y[b, i] = x[b, 0] + i

op halves(x: [B, T]) -> y: [B, ceil(T/2) + (T - 1)/2 + 1]
  y[b, i] = x[b, 0] + i

net a(x: [B, T]) -> y { y = rest(x) }
net b(x: [B, T]) -> y { y = waves(x) }
net c(x: [B, T]) -> y { y = halves(x) }
=== exit 1
<stdin>:3:23: error: y is [B, 7 - T]: 7 - T does not grow with its symbols, so no capacity is enough [E0317]
  3 | op rest(x: [B, T]) -> y: [B, 7 - T]
    |                       ^~~~~~~~~~~~~
<stdin>:12:29: note: rest is called here
  12 | net a(x: [B, T]) -> y { y = rest(x) }
     |                             ^~~~~~~
<stdin>:6:24: error: y is [B, T - T/3 + 1]: T - T/3 + 1 does not grow with its symbols, so no capacity is enough [E0317]
  6 | op waves(x: [B, T]) -> y: [B, T - T/3 + 1]
    |                        ^~~~~~~~~~~~~~~~~~~
<stdin>:13:29: note: waves is called here
  13 | net b(x: [B, T]) -> y { y = waves(x) }
     |                             ^~~~~~~~
