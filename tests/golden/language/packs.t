# netc emit --stage ast
# `..`, `..A`, `..P: axis` in a type; `[..s]` spreads a list of dimensions.
op concat2(a: [..P: axis, M, ..Q], b: [..P, N, ..Q], axis = 1) -> y: [..P, M + N, ..Q]
  y[..P, i, ..Q] = if i < M then a[..P, i, ..Q] else b[..P, i - M, ..Q]
fn r(x, s) = reshape(x, [..s])
=== exit 0
op concat2
  parameter: a
    type: [..P: axis, M, ..Q]
  parameter: b
    type: [..P, N, ..Q]
  parameter: axis
    default: number 1
  result y
    type: [..P, M + N, ..Q]
  formula y
    index: pack ..P
    index: name i
    index: pack ..Q
    value: if
      condition: binary <
        name i
        dimension M
      then: indexed
        of: name a
        index: pack ..P
        index: name i
        index: pack ..Q
      else: indexed
        of: name b
        index: pack ..P
        index: binary -
          name i
          dimension M
        index: pack ..Q
fn r
  parameter: x
  parameter: s
  value: call
    callee: name reshape
    argument: name x
    argument: list
      pack ..s
