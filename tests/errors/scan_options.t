# netc emit --stage graph
layer f(x: [B, T, D]) {
  scan x over t, revers: true
  carry h: [B, D] = 0 { h = h + x[t] }
  return h
}
net a(x: [B, 5, 2]) -> y { y = f(x) }
=== exit 1
<stdin>:3:18: error: a scan has no option revers [E0203]
  3 |   scan x over t, revers: true
    |                  ^~~~~~
<stdin>:7:32: note: f1 is called here
  7 | net a(x: [B, 5, 2]) -> y { y = f(x) }
    |                                ^~~~
help: did you mean `reverse`?
