# netc emit --stage graph
# T is the axis of x's type with t's letter.
layer f(x: [B, N, D]) {
  scan x over t
  carry h: [B, D] = 0 { h = x[t] }
  return h
}
net a(x: [B, 5, 2]) -> y { y = f(x) }
=== exit 1
<stdin>:4:3: error: no axis of x: [B, 5, 2] is T [E0310]
  4 |   scan x over t
    |   ^~~~~~~~~~~~~
<stdin>:8:32: note: f1 is called here
  8 | net a(x: [B, 5, 2]) -> y { y = f(x) }
    |                                ^~~~
help: a scan over t goes along the axis T of its input's type
