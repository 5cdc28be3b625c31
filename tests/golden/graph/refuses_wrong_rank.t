# netc emit --stage graph
# As many indices as dimensions.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = x[i, 0]
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
      of: name x
      index: name i
      index: number 0
