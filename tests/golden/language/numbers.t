# netc emit --stage ast
# Integers, decimals, hexadecimal.
fn f(x) = [0, 4, 9223372036854775807, 0x10, 0XfF, 1e-3, 0.5, 1.5E+10, 2e3]
=== exit 0
fn f
  parameter: x
  value: list
    number 0
    number 4
    number 9223372036854775807
    number 0x10
    number 0XfF
    number 1e-3
    number 0.5
    number 1.5E+10
    number 2e3
