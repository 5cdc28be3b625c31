# netc emit --stage ast
# A pipe takes the whole of `a + b` and of `x or y`, but not an `if`.
fn f(a, b) = a + b*2 |> g |> h(3) |> lib.k(n: 1)
fn g(x, y) = x or y |> h
fn h(x) = if x |> f then x |> g else x |> h
fn i(x) = (x |> f) + 1
=== exit 0
fn f
  parameter: a
  parameter: b
  value: pipe
    value: pipe
      value: pipe
        value: binary +
          name a
          binary *
            name b
            number 2
        stage: name g
      stage: call
        callee: name h
        argument: number 3
    stage: call
      callee: field k
        of: name lib
      argument n: number 1
fn g
  parameter: x
  parameter: y
  value: pipe
    value: binary or
      name x
      name y
    stage: name h
fn h
  parameter: x
  value: if
    condition: pipe
      value: name x
      stage: name f
    then: pipe
      value: name x
      stage: name g
    else: pipe
      value: name x
      stage: name h
fn i
  parameter: x
  value: binary +
    pipe
      value: name x
      stage: name f
    number 1
