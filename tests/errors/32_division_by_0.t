# netc check -
# In a type, in an index, in a value, by a remainder.
op f(x: [N], k) -> y: [ceil(N/k)]
  y[i] = x[i]
op g(x: [N]) -> y: [N]
  y[i] = x[i/0]
op h(n: i32[N]) -> y: i32[N]
  y[i] = n[i]%0
net a(x: [5], n: i32[5]) -> y {
  y = f(x, 0)
  p = g(x)
  q = h(n)
  r = x/0
  s = x |> dense(8%0)
  t = x*(1.5/0)
}
=== exit 1
<stdin>:3:29: error: division by 0 [E0315]
  3 | op f(x: [N], k) -> y: [ceil(N/k)]
    |                             ^~~
<stdin>:10:7: note: f is called here
  10 |   y = f(x, 0)
     |       ^~~~~~~
<stdin>:6:12: error: division by 0: i/0 [E0315]
  6 |   y[i] = x[i/0]
    |            ^~~
<stdin>:11:7: note: g is called here
  11 |   p = g(x)
     |       ^~~~
<stdin>:8:10: error: division by 0: n[i]%0 [E0315]
  8 |   y[i] = n[i]%0
    |          ^~~~~~
<stdin>:12:7: note: h is called here
  12 |   q = h(n)
     |       ^~~~
<stdin>:13:7: error: division by 0: x/0, with x = f32[5] [E0315]
  13 |   r = x/0
     |       ^~~
<stdin>:14:18: error: division by 0: 8%0 [E0315]
  14 |   s = x |> dense(8%0)
     |                  ^~~
<stdin>:15:9: error: division by 0: 1.5/0 [E0315]
  15 |   t = x*(1.5/0)
     |         ^~~~~~~
