# netc emit --stage ast
# A node a line; what hangs below a node stands two spaces further in.
op linear(x: [.., I], w: [O, I]) -> y: [.., O]
  y[.., o] = sum(i) x[.., i]*w[o, i]
=== exit 0
op linear
  parameter: x
    type: [.., I]
  parameter: w
    type: [O, I]
  result y
    type: [.., O]
  formula y
    index: pack ..
    index: name o
    value: reduction sum
      range i
      body: binary *
        indexed
          of: name x
          index: pack ..
          index: name i
        indexed
          of: name w
          index: name o
          index: name i
