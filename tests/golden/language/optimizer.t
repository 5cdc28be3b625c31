# netc emit --stage ast
# State is the slots; `update` writes them and the weight.
optimizer momentum(w, g, lr = 0.1, mu = 0.9) {
  state v = 0
  update v = mu*v + g
  update w = w - lr*v
}
=== exit 0
optimizer momentum
  parameter: w
  parameter: g
  parameter: lr
    default: number 0.1
  parameter: mu
    default: number 0.9
  state
    v
      value: number 0
  update v
    value: binary +
      binary *
        name mu
        name v
      name g
  update w
    value: binary -
      name w
      binary *
        name lr
        name v
