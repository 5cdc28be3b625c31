# netc check -
# What is used after an `if` has a value in both branches, whatever the condition is here.
layer f(x: [B, N], wide = true, deep = false) {
  if wide { y = x |> dense(8) }
  if deep { z = 2*x } else { u = x }
  if deep { x = 2*x }
  return y + z + x
}

layer g(x: [B, N], wide = true) {
  if wide { y = x |> dense(8) } else if N > 4 { y = x } else { return x }
  if not wide { y = 2*y }
  return y
}

net a(x: [B, 4]) -> y {
  y = g(x) |> f
}

net b(x: [B, 4], c = true) -> y {
  if c { y = x }
}
=== exit 1
<stdin>:7:10: error: y is bound in one branch only of `if wide` [E0406]
  7 |   return y + z + x
    |          ^
<stdin>:4:13: note: it is bound here
  4 |   if wide { y = x |> dense(8) }
    |             ^~~~~~~~~~~~~~~~~
<stdin>:17:15: note: f1 is called here
  17 |   y = g(x) |> f
     |               ^
help: what is used after an `if` is bound before it, or in both branches
<stdin>:7:14: error: z is bound in one branch only of `if deep` [E0406]
  7 |   return y + z + x
    |              ^
<stdin>:5:13: note: it is bound here
  5 |   if deep { z = 2*x } else { u = x }
    |             ^~~~~~~
<stdin>:17:15: note: f1 is called here
  17 |   y = g(x) |> f
     |               ^
help: what is used after an `if` is bound before it, or in both branches
<stdin>:20:31: error: y is bound in one branch only of `if c` [E0406]
  20 | net b(x: [B, 4], c = true) -> y {
     |                               ^
<stdin>:21:10: note: it is bound here
  21 |   if c { y = x }
     |          ^~~~~
help: what is used after an `if` is bound before it, or in both branches
