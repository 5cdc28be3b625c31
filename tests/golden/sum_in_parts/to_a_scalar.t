# netc emit --stage sum_in_parts
# The sum of everything; with a condition the terms stay together.
graph f(x: f32[512, 4096]) -> s, t {
  s: f32; s = sum(b, i) x[b, i]*x[b, i]
  t: f32; t = sum(b, i if b != 3) x[b, i]
}
=== exit 0
graph f(x: f32[512, 4096]) -> s, t {
  s.parts: f32[512]; s.parts[b] = sum(i) x[b, i]*x[b, i]
  s: f32 = sum(b) s.parts[b]
  t: f32 = sum(b, i if b != 3) x[b, i]
}
