# netc emit --stage ast
# Lower case names values, upper case dimensions.
fn f(x: [B, C_2], _y1) = x*B + C_2*_y1
=== exit 0
fn f
  parameter: x
    type: [B, C_2]
  parameter: _y1
  value: binary +
    binary *
      name x
      dimension B
    binary *
      dimension C_2
      name _y1
