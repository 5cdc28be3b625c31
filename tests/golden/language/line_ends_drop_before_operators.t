# netc emit --stage ast
# Before `|>`, a binary operator, then, else, carry, ->, `.` and `)` too.
op f(x: [N])
  -> y: [N]
  y[i] = x[i]
    + 1
    - 2
    * 3
layer g(x: [T, N]) {
  y = if a
    then x
    else x
      |> f
      |> f
  z = lib
    .name
  scan x over t
  carry h: [N] = 0 {
    h = h + x[t]
    yield h
  }
  return y
}
=== exit 0
op f
  parameter: x
    type: [N]
  result y
    type: [N]
  formula y
    index: name i
    value: binary -
      binary +
        indexed
          of: name x
          index: name i
        number 1
      binary *
        number 2
        number 3
layer g
  parameter: x
    type: [T, N]
  assign y
    value: if
      condition: name a
      then: name x
      else: pipe
        value: pipe
          value: name x
          stage: name f
        stage: name f
  assign z
    value: field name
      of: name lib
  scan x over t
    carry: h
      type: [N]
      value: number 0
    assign h
      value: binary +
        name h
        indexed
          of: name x
          index: name t
    yield
      value: name h
  return
    value: name y
