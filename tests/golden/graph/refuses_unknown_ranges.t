# netc emit --stage graph
# A range that no read gives must be written.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = sum(r) x[i + r]
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula y
    type: f32[8]
    index: name i
    value: reduction sum
      range r
      body: indexed
        of: name x
        index: binary +
          name i
          name r
