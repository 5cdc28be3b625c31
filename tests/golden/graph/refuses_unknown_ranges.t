# netc emit --stage graph
# A range that no read gives must be written.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = sum(r) x[i + r]
}
=== exit 1
<stdin>:4:25: error: the range of r is not known: it stands alone as an index of no read, or of several that differ; write r < n [E0601]
  4 |   y: f32[8]; y[i] = sum(r) x[i + r]
    |                         ^
