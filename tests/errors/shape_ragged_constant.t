# netc emit --stage graph
const c: [2, 2] = [[1, 2], [3]]
net a(x: [B, 2, 2]) -> y { y = x + c }
=== exit 1
<stdin>:2:19: error: axis 1 of [2, 2] has 2 elements, this is a list of 1 [E0301]
  2 | const c: [2, 2] = [[1, 2], [3]]
    |                   ^~~~~~~~~~~~~
<stdin>:3:36: note: c is called here
  3 | net a(x: [B, 2, 2]) -> y { y = x + c }
    |                                    ^
