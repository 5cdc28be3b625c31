# netc emit --stage graph
# What only a run knows is no requirement.
net a(x: [B, 5], n: i32[] in 9) -> y {
  require n > 3, "n is small"
  y = x
}
=== exit 1
<stdin>:4:11: error: this requirement reads data, expected sizes, which are known before the net runs [E0404]
  4 |   require n > 3, "n is small"
    |           ^~~~~
