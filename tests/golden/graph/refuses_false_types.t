# netc emit --stage graph
# The written type holds.
graph f(x: f32[8]) -> y {
  n: i32[8]; n[i] = i32(x[i])
  y: f32[8]; y[i] = if n[i] then 1 else 0
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  result y
  formula n
    type: i32[8]
    index: name i
    value: convert i32
      indexed
        of: name x
        index: name i
  formula y
    type: f32[8]
    index: name i
    value: if
      condition: indexed
        of: name n
        index: name i
      then: number 1
      else: number 0
