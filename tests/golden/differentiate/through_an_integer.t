# netc emit --stage differentiate
# A gradient that is 0 because of a comparison is a mistake, and said.
graph f(x: f32[4]) -> dx {
  y: f32[4]; y[i] = if x[i] > 0 then 1 else 0
  l: f32 = sum(i) y[i]
  dx: f32[4] = gradient(l, x)
}
=== exit 1
<stdin>:3:9: error: the loss depends on x only through operations without a gradient [E0402]
  3 | graph f(x: f32[4]) -> dx {
    |         ^
help: say detach(..) where no gradient is meant to pass
