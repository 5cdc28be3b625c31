# netc emit --stage graph
# An index is called neither as a node nor as another index of its formula.
graph f(i: f32[3]) -> y {
  y: f32[3]; y[j] = sum(k) i[k]*i[j]
  j: f32 = 2
  z: f32[3]; z[i3] = i[i3] + j
}
=== exit 0
graph f(i: f32[3]) -> y {
  y: f32[3]; y[j] = sum(k) i[k]*i[j]
  j: f32 = 2
  z: f32[3]; z[i3] = i[i3] + j
}
