# netc emit --stage graph --bind B=2147483647
net a(x: [B, 5]) -> y {
  require B*B*B < 12, "{B} rows are many"
  y = x
}
=== exit 1
<stdin>:3:11: error: this requirement computes B*B*B, which can leave 64 bits [E0404]
  3 |   require B*B*B < 12, "{B} rows are many"
    |           ^~~~~~~~~~
