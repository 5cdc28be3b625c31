# netc emit --stage graph
op f(x: [B, N], k: [N, N]) -> y: [B, N]
  a[b, i] = x[b, i - 1]
  c[b, i] = sum(i) x[b, i]
  d[b, j] = sum(i) x[b, i]*2
  e[b, i] = x[b, i]*k[b, i]
  g[b, i] = x[b]*x[b, i]
  h[b, i] = x*x[b, i]
  m[2, i] = x[b, i]
  n[b, i] = x[b, i*0.5]*x[b, i]
  y[b, i] = x[b, i]
net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
=== exit 1
<stdin>:3:8: error: nothing says how far i runs [E0310]
  3 |   a[b, i] = x[b, i - 1]
    |        ^
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
help: give it, `i < n`, or read a tensor at i alone
<stdin>:4:17: error: i is an index already [E0312]
  4 |   c[b, i] = sum(i) x[b, i]
    |                 ^
<stdin>:4:8: note: it is bound here
  4 |   c[b, i] = sum(i) x[b, i]
    |        ^
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
<stdin>:5:8: error: nothing says how far j runs [E0310]
  5 |   d[b, j] = sum(i) x[b, i]*2
    |        ^
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
help: give it, `j < n`, or read a tensor at j alone
<stdin>:6:21: error: b runs over B in x: [B, 4] and over 4 in k: [4, 4] [E0311]
  6 |   e[b, i] = x[b, i]*k[b, i]
    |                     ^~~~~~~
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
<stdin>:7:13: error: x is [B, 4], here it has 1 index [E0302]
  7 |   g[b, i] = x[b]*x[b, i]
    |             ^~~~
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
<stdin>:8:13: error: x is [B, 4]: inside a formula it is read by its indices, x[..] [E0302]
  8 |   h[b, i] = x*x[b, i]
    |             ^
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
<stdin>:9:5: error: the left side of a formula has bare indices: every element is defined once [E0313]
  9 |   m[2, i] = x[b, i]
    |     ^
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
<stdin>:10:18: error: an index is 0.5, which is not a whole number [E0303]
  10 |   n[b, i] = x[b, i*0.5]*x[b, i]
     |                  ^~~~~
<stdin>:12:40: note: f is called here
  12 | net a(x: [B, 4], k: [4, 4]) -> y { y = f(x, k) }
     |                                        ^~~~~~~
