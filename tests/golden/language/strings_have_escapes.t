# netc emit --stage ast
# The escapes of C, two hexadecimal digits, four of a code point.
const s: list(2) f32 = ["a\"b\\ \n\t\r\a\b\f\v\'", "\x41 \u00e9 \u20AC café"]
=== exit 0
const s
  type: list(2) f32
  value: list
    string "a\"b\\ \n\t\r\a\b\f\v'"
    string "A é € café"
