# netc emit --stage ast
# Settings, groups, renames, records.
train f(label: i32[B] in 10) {
  data     = csv("f.csv", x: cols(1, 784), label: col(0))
  augment  = shift(2), mirror(horizontal)
  capacity = (T: 64, N: 2708)
  group "*.bias" (weight_decay: 0)
  rename "old.*" -> "new.*"
  freeze "conv1"
  carry_over = h, c
}
=== exit 0
train f
  parameter: label
    type: i32[B]
    in: number 10
  assign data
    value: call
      callee: name csv
      argument: string "f.csv"
      argument x: call
        callee: name cols
        argument: number 1
        argument: number 784
      argument label: call
        callee: name col
        argument: number 0
  assign augment
    value: call
      callee: name shift
      argument: number 2
    value: call
      callee: name mirror
      argument: name horizontal
  assign capacity
    value: record
      argument T: number 64
      argument N: number 2708
  group "*.bias"
    argument weight_decay: number 0
  rename "old.*" -> "new.*"
  freeze
    value: string "conv1"
  assign carry_over
    value: name h
    value: name c
