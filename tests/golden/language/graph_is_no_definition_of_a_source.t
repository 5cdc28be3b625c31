# netc fmt
# The text of a graph is no source.
graph f(x: f32[4]) -> y {
  y: f32[4]; y[i] = x[i]
}
=== exit 1
<stdin>:3:1: error: this is the text of a graph, not a .net source [E0108]
  3 | graph f(x: f32[4]) -> y {
    | ^~~~~
