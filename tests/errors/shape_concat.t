# netc emit --stage graph
net a(x: [B, 3, 8], z: [B, 4, 9]) -> y { y = concat([x, z]) }
=== exit 1
<stdin>:2:46: error: axis 2 is 9 in b: [B, 4, 9], the same dimension is 8 in a: [B, 3, 8] [E0301]
  2 | net a(x: [B, 3, 8], z: [B, 4, 9]) -> y { y = concat([x, z]) }
    |                                              ^~~~~~~~~~~~~~
library/shape.net:34:48: note: a pack stands for the same dimensions at every use
  34 | op concat2(a: [..P: axis, M, ..Q], b: [..P, N, ..Q], axis = 1) -> y: [..P, M + N, ..Q]
     |                                                ^~~
library/shape.net:41:51: note: in concat1
  41 |   for k in range(len(parts) - 1) { y = concat2(y, parts[k + 1], axis) }
     |                                                   ^~~~~~~~~~~~
