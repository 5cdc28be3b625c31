# netc emit --stage graph
fn f(x) = x
fn f(x) = 2*x
net a(x: [B, 4]) -> y { y = f(x) }
=== exit 1
<stdin>:3:4: error: f is defined twice [E0202]
  3 | fn f(x) = 2*x
    |    ^
<stdin>:2:4: note: the first definition is here
  2 | fn f(x) = x
    |    ^
