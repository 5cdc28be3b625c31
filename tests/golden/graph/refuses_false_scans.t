# netc emit --stage graph
# What is carried keeps its shape.
graph f(x: f32[8]) -> y {
  h: f32[2]; h[i] = x[i]
  scan over t < 8, name: s
  carry c: f32[2] = h {
    z: f32[3]; z[i] = x[t]
    c = z
  }
  y: f32[2] = project(s, 0)
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula h
    type: f32[2]
    index: name i
    value: indexed
      of: name x
      index: name i
  scan  over t
    extent: number 8
    argument name: name s
    carry: c
      type: f32[2]
      value: name h
    formula z
      type: f32[3]
      index: name i
      value: indexed
        of: name x
        index: name t
    assign c
      value: name z
  formula y
    type: f32[2]
    value: call
      callee: name project
      argument: name s
      argument: number 0
