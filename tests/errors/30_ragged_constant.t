# netc check -
# Rows of other lengths, a number among rows, rows that are too deep, none.
const a: [2, 2] = [[1, 2], [3]]
const b: [2, 2] = [[1, 2], 3]
const c: [2] = [[1, 2], [3, 4]]
const d: [2, 2] = []
net n(x: [B, 2, 2]) -> y { y = x + a + b + d + c }
=== exit 1
<stdin>:3:19: error: axis 1 of [2, 2] has 2 elements, this is a list of 1 [E0301]
  3 | const a: [2, 2] = [[1, 2], [3]]
    |                   ^~~~~~~~~~~~~
<stdin>:7:36: note: a is called here
  7 | net n(x: [B, 2, 2]) -> y { y = x + a + b + d + c }
    |                                    ^
<stdin>:4:19: error: axis 1 of [2, 2] has 2 elements, this is the number 3 [E0301]
  4 | const b: [2, 2] = [[1, 2], 3]
    |                   ^~~~~~~~~~~
<stdin>:7:40: note: b is called here
  7 | net n(x: [B, 2, 2]) -> y { y = x + a + b + d + c }
    |                                        ^
<stdin>:5:16: error: a number stands here, not the list [1, 2] [E0401]
  5 | const c: [2] = [[1, 2], [3, 4]]
    |                ^~~~~~~~~~~~~~~~
<stdin>:7:48: note: c is called here
  7 | net n(x: [B, 2, 2]) -> y { y = x + a + b + d + c }
    |                                                ^
<stdin>:6:19: error: axis 0 of [2, 2] has 2 elements, this is a list of 0 [E0301]
  6 | const d: [2, 2] = []
    |                   ^~
<stdin>:7:44: note: d is called here
  7 | net n(x: [B, 2, 2]) -> y { y = x + a + b + d + c }
    |                                            ^
