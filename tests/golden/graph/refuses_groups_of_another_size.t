# netc emit --stage graph
# The indices of a group multiply to the dimension.
graph f(x: f32[8]) -> y {
  y: f32[8]; y[(g < 3, o < 3)] = x[g]
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula y
    type: f32[8]
    index: tuple
      binary <
        name g
        number 3
      binary <
        name o
        number 3
    value: indexed
      of: name x
      index: name g
