# netc fmt
net сonv(x) -> y {
  y = x × 2
  z = x ≤ y
  über = 3
}
=== exit 1
<stdin>:2:5: error: `с` is a Cyrillic letter (U+0441), not `c` [E0106]
  2 | net сonv(x) -> y {
    |     ^
<stdin>:3:9: error: `×` is a multiplication sign (U+00D7), not `*` [E0106]
  3 |   y = x × 2
    |         ^
<stdin>:4:9: error: `≤` is a less-or-equal sign (U+2264), not `<=` [E0106]
  4 |   z = x ≤ y
    |         ^
<stdin>:5:3: error: `ü` (U+00FC) cannot stand in a name: letters are a to z and A to Z [E0106]
  5 |   über = 3
    |   ^
