# netc emit --stage graph
# What stands outside: a constant of the tensor's type where it holds one, else a choice.
op f(x: u8[B, N]) -> y: [B, N]
  a[b, i < N] = x[b, i - 1] ?? 0
  c[b, i < N] = x[b, i - 1] ?? -0.5
  d[b, i < N] = x[b, i] ?? 7
  y[b, i] = a[b, i] + c[b, i] + d[b, i]
net a(x: u8[B, 4]) -> y { y = f(x) }
=== exit 0
graph predict_a(x: u8[B, 4]) -> y {
  capacity = (B: 1)
  f.a: u8[B, 4]; f.a[b, i] = x[b, i - 1] ?? 0
  f.c: f32[B, 4]; f.c[b, i] = if i >= 1 then f32(x[b, i - 1]) else -0.5
  f.d: u8[B, 4]; f.d[b, i] = x[b, i]
  f: f32[B, 4]; f[b, i] = f32(f.a[b, i]) + f.c[b, i] + f32(f.d[b, i])
  y = f
}
