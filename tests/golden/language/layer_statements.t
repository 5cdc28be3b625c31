# netc emit --stage ast
# What a layer may hold.
layer f(x: [B, C], units, norm = batchnorm, bias = true) {
  param weight: [units, C] ~ he_normal(C)
  param bias: [units] ~ zeros if bias
  param gain: [C] ~ ones if affine else 1
  param table: [2] = [1, 2]
  state running_mean: [C] = 0, count = 0
  update running_mean = 0.9*running_mean + 0.1*m
  draw u: [B, C] ~ uniform(0, 1)
  share enc = dense(64)
  freeze "conv*", "bn"
  for w, d in [(1, 2), (3, 4)] {
    x = block(x, w)
  }
  repeat 3 {
    x = norm(x)
  }
  if training {
    x = dropout(x)
  } else if bias {
    x = x + 1
  } else {
    x = x
  }
  return x
}
init he_normal(fan) ~ normal(0, sqrt(2/fan))
=== exit 0
layer f
  parameter: x
    type: [B, C]
  parameter: units
  parameter: norm
    default: name batchnorm
  parameter: bias
    default: boolean true
  param weight
    type: [units, C]
    start: call
      callee: name he_normal
      argument: dimension C
  param bias
    type: [units]
    start: name zeros
    if: name bias
  param gain
    type: [C]
    start: name ones
    if: name affine
    else: number 1
  param table
    type: [2]
    constant: list
      number 1
      number 2
  state
    running_mean
      type: [C]
      value: number 0
    count
      value: number 0
  update running_mean
    value: binary +
      binary *
        number 0.9
        name running_mean
      binary *
        number 0.1
        name m
  draw u
    type: [B, C]
    from: call
      callee: name uniform
      argument: number 0
      argument: number 1
  share enc
    value: call
      callee: name dense
      argument: number 64
  freeze
    value: string "conv*"
    value: string "bn"
  for w, d
    in: list
      tuple
        number 1
        number 2
      tuple
        number 3
        number 4
    assign x
      value: call
        callee: name block
        argument: name x
        argument: name w
  repeat
    count: number 3
    assign x
      value: call
        callee: name norm
        argument: name x
  if
    condition: name training
    then
      assign x
        value: call
          callee: name dropout
          argument: name x
    else
      if
        condition: name bias
        then
          assign x
            value: binary +
              name x
              number 1
        else
          assign x
            value: name x
  return
    value: name x
init he_normal
  parameter: fan
  value: call
    callee: name normal
    argument: number 0
    argument: call
      callee: name sqrt
      argument: binary /
        number 2
        name fan
