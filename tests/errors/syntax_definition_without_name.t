# netc fmt
net
layer {
}
fn (x) = x
train f {
}
=== exit 1
<stdin>:2:4: error: expected a name after `net`, found the end of the line [E0101]
  2 | net
    |    ^
<stdin>:3:7: error: expected a name after `layer`, found `{` [E0101]
  3 | layer {
    |       ^
<stdin>:5:4: error: expected a name after `fn`, found `(` [E0101]
  5 | fn (x) = x
    |    ^
<stdin>:6:9: error: expected `(` after `f`, found `{` [E0101]
  6 | train f {
    |         ^
