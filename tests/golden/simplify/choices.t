# netc emit --stage simplify
# Choices that the box decides, and the same question twice.
graph f(x: f32[4]) -> y {
  y: f32[4]; y[i] = (if i < 4 then x[i] else 0) + (if x[i] > 0 then (if x[i] > 0 then 1 else 2) else 3)
}
=== exit 0
graph f(x: f32[4]) -> y {
  y: f32[4]; y[i] = x[i] + (if 0 < x[i] then 1 else 3)
}
