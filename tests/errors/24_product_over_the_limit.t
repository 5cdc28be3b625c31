# netc check -
net a(x: [2147483647, 2147483647, 2147483647]) -> y { y = x }
=== exit 1
<stdin>:2:7: error: x: [2147483647, 2147483647, 2147483647] has more than 2^40 elements, or an extent over 2^31 - 1 [E0505]
  2 | net a(x: [2147483647, 2147483647, 2147483647]) -> y { y = x }
    |       ^
