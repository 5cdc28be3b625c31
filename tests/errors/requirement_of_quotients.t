# netc emit --stage graph --bind B=8
# In values `/` is real division.
net a(x: [B, 5]) -> y {
  require B/2 >= 3, "{B} rows are few"
  y = x
}
=== exit 1
<stdin>:4:11: error: this requirement divides sizes, which is real division: write T >= 6, not T/2 >= 3 [E0404]
  4 |   require B/2 >= 3, "{B} rows are few"
    |           ^~~~~~~~
