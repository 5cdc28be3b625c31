# netc emit --stage graph
# One reduction in a formula, first in its line.
graph f(x: f32[8]) -> y {
  y: f32 = sum(i) x[i]*(max(j) x[j])
}
=== exit 1
<stdin>:4:24: error: a formula has one reduction, first in its line [E0601]
  4 |   y: f32 = sum(i) x[i]*(max(j) x[j])
    |                        ^~~~~~~~~~~~~
