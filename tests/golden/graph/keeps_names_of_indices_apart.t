# netc emit --stage graph
# An index is called neither as a node nor as another index of its formula.
graph f(i: f32[3]) -> y {
  y: f32[3]; y[j] = sum(k) i[k]*i[j]
  j: f32 = 2
  z: f32[3]; z[i3] = i[i3] + j
}
=== exit 0
graph f
  parameter: i
    type: f32[3]
  result y
  formula y
    type: f32[3]
    index: name j
    value: reduction sum
      range k
      body: binary *
        indexed
          of: name i
          index: name k
        indexed
          of: name i
          index: name j
  formula j
    type: f32
    value: number 2
  formula z
    type: f32[3]
    index: name i3
    value: binary +
      indexed
        of: name i
        index: name i3
      name j
