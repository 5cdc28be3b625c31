# netc emit --stage solve
# A coefficient without a neighbour of 1: the point counts where the division comes out even.
graph f(x: f32[4], y: f32[5]) -> a, b {
  a: f32[10]; a[n] = sum(i if 3*i == n) x[i]
  b: f32[22]; b[n] = sum(i, j if 2*i + 3*j == n) x[i]*y[j]
}
=== exit 0
graph f(x: f32[4], y: f32[5]) -> a, b {
  a: f32[10]; a[n] = if n % 3 == 0 then x[n/3] else 0
  b: f32[22]; b[n] = sum(i if (n - i*2) % 3 == 0) x[i]*y[(n - i*2)/3]
}
