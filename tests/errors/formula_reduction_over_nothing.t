# netc emit --stage graph
# Padding may leave a window of maxpool empty; a sum over nothing is 0.
op pool(x: [B, N], pad) -> y: [B, N + 2*pad]
  a[b, i < N + 2*pad] = max(r < 2) x[b, i + r - pad]
  c[b, i < N + 2*pad] = mean(r < 2) x[b, i + r - pad]
  d[b, i < N + 2*pad] = max(r < 2 else 0) x[b, i + r - pad]
  y[b, i] = sum(r < 2) x[b, i + r - pad]
net a(x: [B, 4]) -> y { y = pool(x, 2) }
=== exit 1
<stdin>:4:25: error: max has no value where every term is outside, which is not ruled out here [E0316]
  4 |   a[b, i < N + 2*pad] = max(r < 2) x[b, i + r - pad]
    |                         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:8:29: note: pool is called here
  8 | net a(x: [B, 4]) -> y { y = pool(x, 2) }
    |                             ^~~~~~~~~~
help: say the value: `max(.. else 0)`
<stdin>:5:25: error: mean has no value where every term is outside, which is not ruled out here [E0316]
  5 |   c[b, i < N + 2*pad] = mean(r < 2) x[b, i + r - pad]
    |                         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:8:29: note: pool is called here
  8 | net a(x: [B, 4]) -> y { y = pool(x, 2) }
    |                             ^~~~~~~~~~
help: say the value: `mean(.. else 0)`
