# netc emit --stage graph
# A line reads only what stands before it.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = z[i]
  z: f32[8]; z[i] = x[i]
}
=== exit 1
<stdin>:4:21: error: z is defined by no line before this one [E0602]
  4 |   y: f32[8]; y[i] = z[i]
    |                     ^
