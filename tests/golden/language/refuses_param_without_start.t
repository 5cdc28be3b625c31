# netc fmt
layer f(x) {
  param w: [3]
  return x
}
=== exit 1
<stdin>:3:3: error: the parameter w has no start [E0101]
  3 |   param w: [3]
    |   ^~~~~~~~~~~~
help: write how it starts: `~ zeros`, `~ he_normal(I)`, or `= constant`
