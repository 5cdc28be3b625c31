# netc fmt
fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
=== exit 1
<stdin>:2:11: error: `2x` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |           ^~
help: a product is written 2*x
<stdin>:2:16: error: `0x` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |                ^~
help: the digits after 0x are 0 to 9 and a to f
<stdin>:2:21: error: `1.` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |                     ^~
help: write 1 or 1.0
<stdin>:2:26: error: `.5` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |                          ^~
help: write 0.5
<stdin>:2:31: error: `3e` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |                               ^~
<stdin>:2:36: error: `0b11` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |                                    ^~~~
<stdin>:2:43: error: `1.2.3` is not a number [E0104]
  2 | fn f(x) = 2x + 0x + 1. + .5 + 3e + 0b11 + 1.2.3
    |                                           ^~~~~
