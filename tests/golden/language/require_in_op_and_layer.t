# netc emit --stage ast
# A condition and its message.
op f(x: [C], groups) -> y: [C]
  require C % groups == 0, "groups {groups} must divide the {C} channels"
  y = x
layer g(x: [C]) {
  require C > 1, "C is {C}"
  return x
}
=== exit 0
op f
  parameter: x
    type: [C]
  parameter: groups
  result y
    type: [C]
  require
    condition: binary ==
      binary %
        dimension C
        name groups
      number 0
    message: string "groups {groups} must divide the {C} channels"
  formula y
    value: name x
layer g
  parameter: x
    type: [C]
  require
    condition: binary >
      dimension C
      number 1
    message: string "C is {C}"
  return
    value: name x
