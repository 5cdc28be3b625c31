# netc emit --stage ast
# A type word before `(` converts.
fn f(x) = f32(x) + i32(x) + u8(x) + bool(x)
=== exit 0
fn f
  parameter: x
  value: binary +
    binary +
      binary +
        convert f32
          name x
        convert i32
          name x
      convert u8
        name x
    convert bool
      name x
