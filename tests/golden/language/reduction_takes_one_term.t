# netc emit --stage ast
# `* / ^` and a minus belong to the body; `+ - < and` end it.
fn a(x, b) = sum(i) x[i]*2/3 + b
fn b(x, b) = sum(i) -x[i]^2 - b
fn c(x) = sum(i) x[i] < 3
fn d(x) = any(i) x[i] and true
fn e(x) = 2*sum(i) x[i]*3
fn f(x) = -sum(i) x[i]
fn g(x) = sum(i) x[i] * sum(j) x[j]
fn h(x) = (sum(i) x[i])*3
fn i(x) = max(i) -sum(j) x[i, j]
=== exit 0
fn a
  parameter: x
  parameter: b
  value: binary +
    reduction sum
      range i
      body: binary /
        binary *
          indexed
            of: name x
            index: name i
          number 2
        number 3
    name b
fn b
  parameter: x
  parameter: b
  value: binary -
    reduction sum
      range i
      body: unary -
        binary ^
          indexed
            of: name x
            index: name i
          number 2
    name b
fn c
  parameter: x
  value: binary <
    reduction sum
      range i
      body: indexed
        of: name x
        index: name i
    number 3
fn d
  parameter: x
  value: binary and
    reduction any
      range i
      body: indexed
        of: name x
        index: name i
    boolean true
fn e
  parameter: x
  value: binary *
    number 2
    reduction sum
      range i
      body: binary *
        indexed
          of: name x
          index: name i
        number 3
fn f
  parameter: x
  value: unary -
    reduction sum
      range i
      body: indexed
        of: name x
        index: name i
fn g
  parameter: x
  value: reduction sum
    range i
    body: binary *
      indexed
        of: name x
        index: name i
      reduction sum
        range j
        body: indexed
          of: name x
          index: name j
fn h
  parameter: x
  value: binary *
    reduction sum
      range i
      body: indexed
        of: name x
        index: name i
    number 3
fn i
  parameter: x
  value: reduction max
    range i
    body: unary -
      reduction sum
        range j
        body: indexed
          of: name x
          index: name i
          index: name j
