# netc emit --stage graph
# A function with a derivative of its own stands ahead of the graph; exp is known by its name.
fn sigmoid(x: f32) {
  grad x = sigmoid(x)*(1 - sigmoid(x))
  return 1/(1 + exp(-x))
}
fn unused(x: f32) = x*2
graph f(x: f32[B]) -> y {
  y: f32[B]; y[b] = sigmoid(x[b]) + 1
}
=== exit 0
fn sigmoid(x: f32) {
  grad x = sigmoid(x)*(1 - sigmoid(x))
  return 1/(1 + exp(-x))
}
graph f(x: f32[B]) -> y {
  y: f32[B]; y[b] = sigmoid(x[b]) + 1
}
