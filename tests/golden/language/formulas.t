# netc emit --stage ast
# An element for each index; grouped and computed indices; a value outside.
op f(x: [B, N], k: i32[B]) -> y: [B, N], z: [N]
  y[b, (c, h)] = x[b, (g < groups, c), i/2, h % 3, k[b], .., 0]
  z = x[0] ?? 0
  y[.., o] = x[.., o - 1] ?? -1
=== exit 0
op f
  parameter: x
    type: [B, N]
  parameter: k
    type: i32[B]
  result y
    type: [B, N]
  result z
    type: [N]
  formula y
    index: name b
    index: tuple
      name c
      name h
    value: indexed
      of: name x
      index: name b
      index: tuple
        binary <
          name g
          name groups
        name c
      index: binary /
        name i
        number 2
      index: binary %
        name h
        number 3
      index: indexed
        of: name k
        index: name b
      index: pack ..
      index: number 0
  formula z
    value: otherwise
      read: indexed
        of: name x
        index: number 0
      outside: number 0
  formula y
    index: pack ..
    index: name o
    value: otherwise
      read: indexed
        of: name x
        index: pack ..
        index: binary -
          name o
          number 1
      outside: unary -
        number 1
