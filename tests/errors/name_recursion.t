# netc emit --stage graph
# Definitions are written out, so they cannot call themselves.
layer p(x: [..]) { return q(x) }
layer q(x: [..]) { return p(x) }
net a(x: [B, 3]) -> y { y = p(x) }
=== exit 1
<stdin>:4:27: error: p calls itself [E0207]
  4 | layer q(x: [..]) { return p(x) }
    |                           ^~~~
<stdin>:3:27: note: q is called here, in p
  3 | layer p(x: [..]) { return q(x) }
    |                           ^~~~
help: definitions are written out where they are called, so they cannot recurse; `repeat` and `scan` repeat
