# netc verify
# A name of no line, one of a later line, a line twice: as from emit, so from verify.
graph f(x: f32[8]) -> y {
  a: f32[8]; a[i] = nothing[i]
  b: f32[8]; b[i] = y[i]
  y: f32[8]; y[i] = x[i]
  y: f32[8]; y[i] = 2*x[i]
}
=== exit 1
<stdin>:4:21: error: nothing is defined by no line before this one [E0602]
  4 |   a: f32[8]; a[i] = nothing[i]
    |                     ^~~~~~~
