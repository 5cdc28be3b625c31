# netc emit --stage ast
# With an expression, with a block, with a declared derivative.
fn f(x) = 2*x
fn g(x, y = 1) {
  grad x = g(x, y)
  grad y = 0
  t = x*y
  return t + 1
}
=== exit 0
fn f
  parameter: x
  value: binary *
    number 2
    name x
fn g
  parameter: x
  parameter: y
    default: number 1
  grad x
    value: call
      callee: name g
      argument: name x
      argument: name y
  grad y
    value: number 0
  assign t
    value: binary *
      name x
      name y
  return
    value: binary +
      name t
      number 1
