# netc emit --stage ast
# `grad x[..]` overrides a derived gradient; `grad.y` is the gradient of a result. `grad` is a name elsewhere.
op f(x: [B, K], grad) -> y: [B, K]
  y[b, k] = relu(x[b, k])*grad
  grad x[b, k] = if x[b, k] > 0 then grad.y[b, k] else 0
  grad grad = 0
=== exit 0
op f
  parameter: x
    type: [B, K]
  parameter: grad
  result y
    type: [B, K]
  formula y
    index: name b
    index: name k
    value: binary *
      call
        callee: name relu
        argument: indexed
          of: name x
          index: name b
          index: name k
      name grad
  grad x
    index: name b
    index: name k
    value: if
      condition: binary >
        indexed
          of: name x
          index: name b
          index: name k
        number 0
      then: indexed
        of: gradient of y
        index: name b
        index: name k
      else: number 0
  grad grad
    value: number 0
