# netc fmt
fn f(x) = 1e999 + 9223372036854775808 + 1e-999 + 0x8000000000000000
=== exit 1
<stdin>:2:11: error: the number is larger than every double (1.8e308) [E0105]
  2 | fn f(x) = 1e999 + 9223372036854775808 + 1e-999 + 0x8000000000000000
    |           ^~~~~
<stdin>:2:19: error: whole numbers reach up to 9223372036854775807 (64 bits) [E0105]
  2 | fn f(x) = 1e999 + 9223372036854775808 + 1e-999 + 0x8000000000000000
    |                   ^~~~~~~~~~~~~~~~~~~
<stdin>:2:41: error: the number is nearer to zero than every double (4.9e-324) [E0105]
  2 | fn f(x) = 1e999 + 9223372036854775808 + 1e-999 + 0x8000000000000000
    |                                         ^~~~~~
<stdin>:2:50: error: whole numbers reach up to 9223372036854775807 (64 bits) [E0105]
  2 | fn f(x) = 1e999 + 9223372036854775808 + 1e-999 + 0x8000000000000000
    |                                                  ^~~~~~~~~~~~~~~~~~
