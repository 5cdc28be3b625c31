# netc check -
layer a(x: [N]) { return b(x) }
layer b(x: [N]) { return a(x) }
net n(x: [3]) -> y { y = a(x) }
=== exit 1
<stdin>:3:26: error: a calls itself [E0207]
  3 | layer b(x: [N]) { return a(x) }
    |                          ^~~~
<stdin>:2:26: note: b is called here, in a
  2 | layer a(x: [N]) { return b(x) }
    |                          ^~~~
help: definitions are written out where they are called, so they cannot recurse; `repeat` and `scan` repeat
