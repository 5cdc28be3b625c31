# netc emit --stage merge_common
# Two draws stay two.
graph f(x: f32[4]) -> y {
  draw r: f32[4] ~ uniform(0, 1) key 1; r[i] = random(0)
  draw s: f32[4] ~ uniform(0, 1) key 2; s[i] = random(0)
  y: f32[4]; y[i] = x[i]*r[i] + x[i]*s[i]
}
=== exit 0
graph f(x: f32[4]) -> y {
  draw r: f32[4] ~ uniform(0, 1) key 1; r[i] = random(0)
  draw s: f32[4] ~ uniform(0, 1) key 2; s[i] = random(0)
  y: f32[4]; y[i] = x[i]*r[i] + x[i]*s[i]
}
