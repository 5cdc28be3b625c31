# netc verify
# As from emit, so from verify.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = nothing[i]
}
=== exit 1
<stdin>:4:21: error: nothing is defined by no line before this one [E0602]
  4 |   y: f32[8]; y[i] = nothing[i]
    |                     ^~~~~~~
