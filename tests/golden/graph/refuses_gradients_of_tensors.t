# netc emit --stage graph
# Only a scalar has a gradient.
graph f(x: f32[8]) -> y {
  y: f32[8] = gradient(x, x)
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula y
    type: f32[8]
    value: call
      callee: name gradient
      argument: name x
      argument: name x
