# netc emit --stage ast
# Chosen by element; `then` and `else` may stand on lines of their own.
fn f(x) = if x > 0 then x else if x < -1 then -1 else x
fn g(x) = if x > 0
          then x
          else 0
fn h(x) = 2*(if x > 0 then x else 0) + 1
fn i(x) = if x > 0 then x |> f else x |> g
=== exit 0
fn f
  parameter: x
  value: if
    condition: binary >
      name x
      number 0
    then: name x
    else: if
      condition: binary <
        name x
        unary -
          number 1
      then: unary -
        number 1
      else: name x
fn g
  parameter: x
  value: if
    condition: binary >
      name x
      number 0
    then: name x
    else: number 0
fn h
  parameter: x
  value: binary +
    binary *
      number 2
      if
        condition: binary >
          name x
          number 0
        then: name x
        else: number 0
    number 1
fn i
  parameter: x
  value: if
    condition: binary >
      name x
      number 0
    then: pipe
      value: name x
      stage: name f
    else: pipe
      value: name x
      stage: name g
