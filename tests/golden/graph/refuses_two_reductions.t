# netc emit --stage graph
# One reduction in a formula, first in its line.
graph f(x: f32[8]) -> y {
  y: f32 = sum(i) x[i]*(max(j) x[j])
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula y
    type: f32
    value: reduction sum
      range i
      body: binary *
        indexed
          of: name x
          index: name i
        reduction max
          range j
          body: indexed
            of: name x
            index: name j
