# netc emit --stage graph
# After the edges a loop at every node; the ends stay in range.
net a(x: [N, 3], g: graph[N, E]) -> y {
  h = with_loops(g)
  y = neighbours(h, normalize(h, symmetric), x)
}
train a(t: [N, 3]) {
  loss      = mse(y, t)
  optimizer = sgd
  capacity  = (N: 34, E: 156)
}
=== exit 0
graph predict_a(x: f32[N, 3], g.source: i32[E] in N, g.target: i32[E] in N) -> y {
  capacity = (E: 156, N: 34)
  normalize.d: f32[N]; normalize.d[i] = sum(e < E + N if i == i32(if e < E then g.target[e] else i32(e - E))) 1
  normalize: f32[E + N]; normalize[e] = 1/sqrt(normalize.d[i32(if e < E then g.source[e] else i32(e - E))]*normalize.d[i32(if e < E then g.target[e] else i32(e - E))])
  neighbours: f32[N, 3]; neighbours[i, f] = sum(e < E + N if i == i32(if e < E then g.target[e] else i32(e - E))) normalize[e]*x[i32(if e < E then g.source[e] else i32(e - E)), f]
  y = neighbours
}
<stdin>:8:15: warning: nothing to train: the loss depends on no parameter [W0101]
  8 |   loss      = mse(y, t)
    |               ^~~~~~~~~
