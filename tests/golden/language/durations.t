# netc emit --stage ast
# A number and its unit, in a train block.
train f() {
  schedule = cosine(warmup: 1 epoch, hold: 500 steps, a: 2 epochs, b: 1 step)
  step     = 3
}
=== exit 0
train f
  assign schedule
    value: call
      callee: name cosine
      argument warmup: duration 1 epoch
      argument hold: duration 500 steps
      argument a: duration 2 epochs
      argument b: duration 1 step
  assign step
    value: number 3
