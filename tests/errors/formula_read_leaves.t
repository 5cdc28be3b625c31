# netc emit --stage graph
op shift(x: [B, N], at: i32[B]) -> y: [B, N]
  a[b, i < N] = x[b, i - 1]
  c[b, i < N] = x[b, i + at[b]]
  d[b, i < N] = if i >= 1 then x[b, i - 1] else 0
  e[b, i < N] = x[b, i - 1] ?? 0
  g[b, i < N] = x[b, clamp(i - 1, 0, N - 1)]
  y[b, i] = a[b, i] + c[b, i] + d[b, i] + e[b, i] + g[b, i]
net a(x: [B, 4], at: i32[B]) -> y { y = shift(x, at) }
=== exit 1
<stdin>:3:22: error: `i - 1` can leave axis 1 of [B, 4], which runs over 0 .. 3 [E0305]
  3 |   a[b, i < N] = x[b, i - 1]
    |                      ^~~~~
<stdin>:9:41: note: shift is called here
  9 | net a(x: [B, 4], at: i32[B]) -> y { y = shift(x, at) }
    |                                         ^~~~~~~~~~~~
help: say what stands outside, `x[b, i - 1] ?? 0`, or keep the index inside by `if` or clamp(..)
<stdin>:4:22: error: `i + at[b]` can leave axis 1 of [B, 4], which runs over 0 .. 3 [E0305]
  4 |   c[b, i < N] = x[b, i + at[b]]
    |                      ^~~~~~~~~
<stdin>:9:41: note: shift is called here
  9 | net a(x: [B, 4], at: i32[B]) -> y { y = shift(x, at) }
    |                                         ^~~~~~~~~~~~
help: say what stands outside, `x[b, i + at[b]] ?? 0`, or keep the index inside by `if` or clamp(..)
