# netc emit --stage ast
# A result is a name, a name with a type, or a type.
layer f(x) -> [B, T, 2*n], y, z: [N] {
  return x
}
op g(x: [N]) -> y: [N], i32[N]
  y = x
net h(x: [N]) -> a, b {
  a, b = pair(x)
}
=== exit 0
layer f
  parameter: x
  result
    type: [B, T, 2*n]
  result y
  result z
    type: [N]
  return
    value: name x
op g
  parameter: x
    type: [N]
  result y
    type: [N]
  result
    type: i32[N]
  formula y
    value: name x
net h
  parameter: x
    type: [N]
  result a
  result b
  assign a, b
    value: call
      callee: name pair
      argument: name x
