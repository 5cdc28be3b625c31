# netc emit --stage solve
# argmax counts the points of its box, so its indices stay.
graph f(x: f32[4]) -> a {
  a: i32[3]; a[n] = argmax(i < 4, k < 2 if i + k == n) x[i]
}
=== exit 0
graph f(x: f32[4]) -> a {
  a: i32[3]; a[n] = argmax(i, k < 2 if n == i + k) x[i]
}
