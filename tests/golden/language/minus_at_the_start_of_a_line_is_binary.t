# netc emit --stage ast
# A line that begins with `-` goes on with the one before.
fn f(x) = x
  - 1
=== exit 0
fn f
  parameter: x
  value: binary -
    name x
    number 1
