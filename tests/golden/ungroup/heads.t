# netc emit --stage ungroup
# Splitting into heads and moving axes are views.
graph f(x: f32[2, 5, 12]) -> s {
  q: f32[2, 3, 5, 4]; q[b, n, t, d] = x[b, t, n*4 + d]
  s: f32[2, 3, 5, 5]; s[b, n, t, u] = sum(d) q[b, n, t, d]*q[b, n, u, d]
}
=== exit 0
graph f(x: f32[2, 5, 12]) -> s {
  q: f32[2, 3, 5, 4]; q[b, n, t, d] = x[b, t, n*4 + d]
  s: f32[2, 3, 5, 5]; s[b, n, t, u] = sum(d < 4) x[b, t, n*4 + d]*x[b, u, n*4 + d]
}
