# netc emit --stage ast
# After a binary operator, `=`, `~` or `,` the statement goes on.
init h(x) ~
  uniform(0,
          1)
fn f(x, y) =
  x +
  y *
  2 and
  x[0] ??
  3 |>
  g
layer l(x) {
  state a: [3] = 0,
        b: [3] = 1
  a,
  b = pair(x)
}
=== exit 0
init h
  parameter: x
  value: call
    callee: name uniform
    argument: number 0
    argument: number 1
fn f
  parameter: x
  parameter: y
  value: pipe
    value: binary and
      binary +
        name x
        binary *
          name y
          number 2
      otherwise
        read: indexed
          of: name x
          index: number 0
        outside: number 3
    stage: name g
layer l
  parameter: x
  state
    a
      type: [3]
      value: number 0
    b
      type: [3]
      value: number 1
  assign a, b
    value: call
      callee: name pair
      argument: name x
