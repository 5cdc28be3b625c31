# netc emit --stage ast
# `optimizer`, `init` and the other definition words are keys in a train block.
train f(label: i32[B] in 10) {
  optimizer = sgd(0.1)
  init = 1
  train = 2
  net = 3
  const = 4
}
=== exit 0
train f
  parameter: label
    type: i32[B]
    in: number 10
  setting optimizer
    value: call
      callee: name sgd
      argument: number 0.1
  setting init
    value: number 1
  setting train
    value: number 2
  setting net
    value: number 3
  setting const
    value: number 4
