# netc emit --stage differentiate
# A gradient of a gradient is refused.
graph f(x: f32[4]) -> d {
  l: f32 = sum(i) x[i]^3
  dx: f32[4] = gradient(l, x)
  m: f32 = sum(i) dx[i]^2
  d: f32[4] = gradient(m, x)
}
=== exit 1
<stdin>:5:3: error: the gradient through a gradient is not supported [E0490]
  5 |   dx: f32[4] = gradient(l, x)
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~
help: second derivatives are not part of the language
