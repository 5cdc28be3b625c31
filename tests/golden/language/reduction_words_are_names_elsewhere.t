# netc emit --stage ast
# A reduction word is one only directly before `(`.
fn f(x, mean, max) = normalize(x, mean: mean, sum: max)
fn g(x: [N]) = max(i) x[i]
=== exit 0
fn f
  parameter: x
  parameter: mean
  parameter: max
  value: call
    callee: name normalize
    argument: name x
    argument mean: name mean
    argument sum: name max
fn g
  parameter: x
    type: [N]
  value: reduction max
    range i
    body: indexed
      of: name x
      index: name i
