# netc check -
# Of what takes a graph first a name has one, and one of what does not.
op f(g: graph[N, E]) -> w: [E]
  w[e] = float(g.target[e])
op f(x: [B, K]) -> y: [B, K]
  y[b, k] = 2*x[b, k]
op f(h: graph[N, E], x: [N]) -> w: [E]
  w[e] = x[h.target[e]]
net a(x: [N, 3], g: graph[N, E]) -> y { y = neighbours(g, f(g, 2), f(x)) }
=== exit 1
<stdin>:7:4: error: f is defined twice [E0202]
  7 | op f(h: graph[N, E], x: [N]) -> w: [E]
    |    ^
<stdin>:3:4: note: the first definition is here
  3 | op f(g: graph[N, E]) -> w: [E]
    |    ^
