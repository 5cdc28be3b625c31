# netc emit --stage graph
# A graph is the two ends of its edges; a neighbourhood is a sum under a condition.
op degree(g: graph[N, E]) -> d: [N]
  d[i] = sum((j, e) in g[i]) 1
net a(x: [N, 3], g: graph[N, E]) -> y, d {
  y = max_neighbours(g, x)
  d = degree(g)
}
train a(t: [N, 3]) {
  loss      = mse(y, t)
  optimizer = sgd
  capacity  = (N: 34, E: 156)
}
=== exit 0
graph predict_a(x: f32[N, 3], g.source: i32[E] in N, g.target: i32[E] in N) -> y, d {
  capacity = (E: 156, N: 34)
  max_neighbours: f32[N, 3]; max_neighbours[i, f] = max(e if i == g.target[e] else 0) x[g.source[e], f]
  degree: f32[N]; degree[i] = sum(e if i == g.target[e]) 1
  y = max_neighbours
  d = degree
}
<stdin>:10:15: warning: nothing to train: the loss depends on no parameter [W0101]
  10 |   loss      = mse(y, t)
     |               ^~~~~~~~~
