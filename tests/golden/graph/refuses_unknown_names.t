# netc emit --stage graph
# A line reads only what stands before it.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = z[i]
  z: f32[8]; z[i] = x[i]
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula y
    type: f32[8]
    index: name i
    value: indexed
      of: name z
      index: name i
  formula z
    type: f32[8]
    index: name i
    value: indexed
      of: name x
      index: name i
