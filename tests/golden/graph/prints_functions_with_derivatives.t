# netc emit --stage graph
# A function with a derivative of its own stands ahead of the graph; exp is known by its name.
fn sigmoid(x: f32) {
  grad x = sigmoid(x)*(1 - sigmoid(x))
  return 1/(1 + exp(-x))
}
fn unused(x: f32) = x*2
graph f(x: f32[B]) -> y {
  y: f32[B]; y[b] = sigmoid(x[b]) + 1
}
=== exit 0
fn sigmoid
  parameter: x
    type: f32
  grad x
    value: binary *
      call
        callee: name sigmoid
        argument: name x
      binary -
        number 1
        call
          callee: name sigmoid
          argument: name x
  return
    value: binary /
      number 1
      binary +
        number 1
        call
          callee: name exp
          argument: unary -
            name x
fn unused
  parameter: x
    type: f32
  value: binary *
    name x
    number 2
graph f
  parameter: x
    type: f32[B]
  result y
  formula y
    type: f32[B]
    index: name b
    value: binary +
      call
        callee: name sigmoid
        argument: indexed
          of: name x
          index: name b
      number 1
