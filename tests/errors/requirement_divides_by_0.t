# netc emit --stage graph --bind B=8
net a(x: [B, 5]) -> y {
  require 12 % (B - 1) == 0, "{B} rows are few"
  y = x
}
=== exit 1
<stdin>:3:11: error: this requirement divides by B - 1, which can be 0 [E0404]
  3 |   require 12 % (B - 1) == 0, "{B} rows are few"
    |           ^~~~~~~~~~~~~~~~~
