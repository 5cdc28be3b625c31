# netc check -
layer f(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0 {
    h = x[t]
    yield q = h
    yield q = 2*h
  }
  return q
}
net a(x: [B, 5, 2]) -> y { y = f(x) }
=== exit 1
<stdin>:7:5: error: q is yielded twice [E0202]
  7 |     yield q = 2*h
    |     ^~~~~~~~~~~~~
<stdin>:6:5: note: the first is here
  6 |     yield q = h
    |     ^~~~~~~~~~~
<stdin>:11:32: note: f1 is called here
  11 | net a(x: [B, 5, 2]) -> y { y = f(x) }
     |                                ^~~~
