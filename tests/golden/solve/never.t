# netc emit --stage solve
# Conditions that cannot hold: the value over an empty domain.
graph f(x: f32[4]) -> a, b {
  a: f32[3]; a[n] = sum(i if i == n + 4) x[i]
  b: f32[3]; b[n] = max(i if i == n + 4 else 7) x[i]
}
=== exit 0
graph f(x: f32[4]) -> a, b {
  a: f32[3]; a[n] = 0
  b: f32[3]; b[n] = 7
}
