# netc fmt
op f(x: [N]) -> y: [N]
  y[i] += x[i]
  y[i] = x[i] -= 2
=== exit 1
<stdin>:3:8: error: there is no `+=`: a value is defined once, by `=` [E0101]
  3 |   y[i] += x[i]
    |        ^~
help: a name is bound again by `x = x + ..`; a sum over an index is `sum(i) ..`
<stdin>:4:15: error: there is no `-=`: a value is defined once, by `=` [E0101]
  4 |   y[i] = x[i] -= 2
    |               ^~
help: a name is bound again by `x = x - ..`; a sum over an index is `sum(i) ..`
