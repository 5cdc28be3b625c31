# netc emit --stage ast
# `-x^2` is -(x^2); `^` groups from the right and takes a sign on its right.
fn f(x) = -x^2 + 2^-x^3^y - -x
=== exit 0
fn f
  parameter: x
  value: binary -
    binary +
      unary -
        binary ^
          name x
          number 2
      binary ^
        number 2
        unary -
          binary ^
            name x
            binary ^
              number 3
              name y
    unary -
      name x
