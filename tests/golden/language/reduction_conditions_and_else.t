# netc emit --stage ast
# `if` restricts the domain, `else` is the value of an empty one.
fn f(x, g) = max((j, e) in g[i] if w[e] > 0 and j != i else -1) x[j]
fn g(x) = sum(i if member[i] == k) x[i]
fn h(x) = min(i else 0) x[i]
=== exit 0
fn f
  parameter: x
  parameter: g
  value: reduction max
    range edges j, e
      bound: indexed
        of: name g
        index: name i
    if: binary and
      binary >
        indexed
          of: name w
          index: name e
        number 0
      binary !=
        name j
        name i
    else: unary -
      number 1
    body: indexed
      of: name x
      index: name j
fn g
  parameter: x
  value: reduction sum
    range i
    if: binary ==
      indexed
        of: name member
        index: name i
      name k
    body: indexed
      of: name x
      index: name i
fn h
  parameter: x
  value: reduction min
    range i
    else: number 0
    body: indexed
      of: name x
      index: name i
