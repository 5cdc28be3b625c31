# netc emit --stage ast
# `}` ends a statement, so a block may stand on one line.
layer f(x, depth) { repeat depth - 1 { x = bottleneck(x, width) } return x }
net g(x: [B]) -> y { if training { y = x } else { y = 2*x } }
=== exit 0
layer f
  parameter: x
  parameter: depth
  repeat
    count: binary -
      name depth
      number 1
    assign x
      value: call
        callee: name bottleneck
        argument: name x
        argument: name width
  return
    value: name x
net g
  parameter: x
    type: [B]
  result y
  if
    condition: name training
    then
      assign y
        value: name x
    else
      assign y
        value: binary *
          number 2
          name x
