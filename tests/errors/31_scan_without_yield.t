# netc check -
layer last(x: [B, T, D]) {
  scan x over t { z = 2*x[t] }
  return z
}
net a(x: [B, 5, 2]) -> y { y = last(x) }
=== exit 1
<stdin>:3:3: error: the scan yields nothing and carries nothing [E0406]
  3 |   scan x over t { z = 2*x[t] }
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:6:32: note: last1 is called here
  6 | net a(x: [B, 5, 2]) -> y { y = last(x) }
    |                                ^~~~~~~
<stdin>:4:10: error: nothing is named z here [E0201]
  4 |   return z
    |          ^
<stdin>:6:32: note: last1 is called here
  6 | net a(x: [B, 5, 2]) -> y { y = last(x) }
    |                                ^~~~~~~
