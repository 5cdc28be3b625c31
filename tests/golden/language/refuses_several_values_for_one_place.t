# netc fmt
layer f(x) {
  y[i] = x, 2
  share a = b, c
  return x
}
=== exit 1
<stdin>:3:11: error: expected the end of the line after `x`, found `,` [E0101]
  3 |   y[i] = x, 2
    |           ^
<stdin>:4:14: error: expected the end of the line after `b`, found `,` [E0101]
  4 |   share a = b, c
    |              ^
