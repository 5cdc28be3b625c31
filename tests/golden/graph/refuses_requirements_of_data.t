# netc verify
graph f(x: f32[B, T], n: i32[]) -> y {
  require T >= 2, "short"
  require index(n) < T, "n is large"
  y: f32[B]; y[b] = sum(t) x[b, t]
}
=== exit 1
<stdin>:4:3: error: requirement 1 reads data, expected sizes, which are known before the net runs [E0601]
  4 |   require index(n) < T, "n is large"
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
