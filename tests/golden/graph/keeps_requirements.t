# netc emit --stage opt
# Through the passes too. Equal ones are one.
graph f(x: f32[B, T]) -> y {
  capacity = (B: 4, T: 9)
  require T % 2 == 0 and B != 3, "T steps \"%s\" {T}"
  require B*T <= 20, "many"
  require 0 <= 20 - B*T, "many"
  require B*T <= 20, "too many"
  y: f32[B]; y[b] = sum(t) x[b, t]
}
=== exit 0
graph f(x: f32[B, T]) -> y {
  capacity = (B: 4, T: 9)
  require T % 2 == 0 and B != 3, "T steps \"%s\" {T}"
  require B*T < 21, "many"
  require B*T < 21, "too many"
  y: f32[B]; y[b] = sum(t) x[b, t]
}
