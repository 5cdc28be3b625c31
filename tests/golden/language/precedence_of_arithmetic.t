# netc emit --stage ast
# `* / %` before `+ -`, from the left; then comparison, not, and, or.
fn f(a, b, c) = a - b - c*a/b % c + a or not a == b and b < c or not not c
=== exit 0
fn f
  parameter: a
  parameter: b
  parameter: c
  value: binary or
    binary or
      binary +
        binary -
          binary -
            name a
            name b
          binary %
            binary /
              binary *
                name c
                name a
              name b
            name c
        name a
      binary and
        unary not
          binary ==
            name a
            name b
        binary <
          name b
          name c
    unary not
      unary not
        name c
