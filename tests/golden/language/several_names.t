# netc emit --stage ast
# One value for each name; `_` discards.
layer f(x) {
  a, _, b = three(x)
  y = a, b
  return y, x
}
=== exit 0
layer f
  parameter: x
  assign a, _, b
    value: call
      callee: name three
      argument: name x
  assign y
    value: name a
    value: name b
  return
    value: name y
    value: name x
