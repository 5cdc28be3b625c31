# netc emit --stage graph --bind B=8 --bind T=5
# No size of the day meets it.
layer long(x: [B, T]) {
  require 2*T >= 12 and B > 0, "{T} steps are fewer than 6"
  return x
}
net a(x: [B, T]) -> y {
  y = x |> long
}
=== exit 1
<stdin>:8:12: error: T steps are fewer than 6 [E0307]
  8 |   y = x |> long
    |            ^~~~
<stdin>:4:3: note: long requires 2*T >= 12 and B > 0, and B is 1 to 8, T is 1 to 5
  4 |   require 2*T >= 12 and B > 0, "{T} steps are fewer than 6"
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
