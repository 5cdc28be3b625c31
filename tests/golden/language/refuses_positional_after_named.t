# netc fmt
fn f(a, b) = g(a: 1, b)
fn h(x) = x |> g(k: 1, 2)
=== exit 1
<stdin>:2:22: error: an argument without a name after the named argument a [E0114]
  2 | fn f(a, b) = g(a: 1, b)
    |                      ^
<stdin>:2:16: note: the first argument with a name is before it
  2 | fn f(a, b) = g(a: 1, b)
    |                ^
<stdin>:3:24: error: an argument without a name after the named argument k [E0114]
  3 | fn h(x) = x |> g(k: 1, 2)
    |                        ^
<stdin>:3:18: note: the first argument with a name is before it
  3 | fn h(x) = x |> g(k: 1, 2)
    |                  ^
