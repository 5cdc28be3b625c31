# netc emit --stage graph
# A name is defined once.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = x[i]
  y: f32[8]; y[i] = x[i] + 1
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
  formula y
    type: f32[8]
    index: name i
    value: binary +
      indexed
        of: name x
        index: name i
      number 1
