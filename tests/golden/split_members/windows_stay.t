# netc emit --stage split_members
# No data names an element: the loops bound the window.
op highest(x: [N]) -> y: [N]
  y[k] = max(i if i + 2 == k else 0) x[i]
net a(x: [9]) -> y { y = highest(x) }
=== exit 0
graph predict_a(x: f32[9]) -> y {
  highest: f32[9]; highest[k] = if k >= 2 then x[k - 2] else 0
  y = highest
}
