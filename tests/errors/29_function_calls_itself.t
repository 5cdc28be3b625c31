# netc check -
fn f(x) = f(x)
net n(x: [3]) -> y { y = f(x) }
=== exit 1
<stdin>:2:11: error: f calls itself [E0207]
  2 | fn f(x) = f(x)
    |           ^~~~
help: definitions are written out where they are called, so they cannot recurse; `repeat` and `scan` repeat
