# netc fmt
layer f(x) {
  scan over t { yield x }
  scan x over t < 4 { yield x }
  return x
}
=== exit 1
<stdin>:3:3: error: a scan walks along a tensor: `scan x over t` [E0101]
  3 |   scan over t { yield x }
    |   ^~~~~~~~~~~~~~~~~~~~~~~
<stdin>:4:19: error: the axis of t has its extent from what is scanned: leave `< ..` out [E0101]
  4 |   scan x over t < 4 { yield x }
    |                   ^
