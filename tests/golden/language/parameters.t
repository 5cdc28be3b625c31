# netc emit --stage ast
# By type, by default, by a set of words.
fn f(a, b = 2, c: [N], d: [N] = 0, axis in {horizontal, vertical}, way in {up, down} = up) = a
=== exit 0
fn f
  parameter: a
  parameter: b
    default: number 2
  parameter: c
    type: [N]
  parameter: d
    type: [N]
    default: number 0
  parameter: axis
    words: horizontal, vertical
  parameter: way
    words: up, down
    default: name up
  value: name a
