# netc emit --stage graph
# Outside of a reduction nothing skips the term.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[i] = x[i + 1]
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
      index: binary +
        name i
        number 1
