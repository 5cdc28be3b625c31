# netc fmt
fn f(x) = x)
fn g(x) = (x]
net h(x) -> y {
  y = x
}
}
=== exit 1
<stdin>:2:12: error: this `)` closes nothing [E0101]
  2 | fn f(x) = x)
    |            ^
<stdin>:3:13: error: expected `)`, found `]` [E0101]
  3 | fn g(x) = (x]
    |             ^
    |           ~ this is open
<stdin>:7:1: error: this `}` closes nothing [E0101]
  7 | }
    | ^
