# netc fmt
fn f(x) = x + 1 epoch
net g(x) -> y { y = x |> h(500 steps) }
=== exit 1
<stdin>:2:15: error: a duration has a meaning only in a train block [E0113]
  2 | fn f(x) = x + 1 epoch
    |               ^~~~~~~
<stdin>:3:28: error: a duration has a meaning only in a train block [E0113]
  3 | net g(x) -> y { y = x |> h(500 steps) }
    |                            ^~~~~~~~~
