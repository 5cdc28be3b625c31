# netc emit --stage ast
# `??` takes a read on both sides, and a minus before the second.
fn f(x) = x[i - 1] ?? 0*2 + x[i] ?? -y[0]
=== exit 0
fn f
  parameter: x
  value: binary +
    binary *
      otherwise
        read: indexed
          of: name x
          index: binary -
            name i
            number 1
        outside: number 0
      number 2
    otherwise
      read: indexed
        of: name x
        index: name i
      outside: unary -
        indexed
          of: name y
          index: number 0
