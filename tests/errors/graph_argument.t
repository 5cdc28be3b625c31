# netc emit --stage graph
op degree(g: graph[N, E], x: [N]) -> d: [N]
  d[i] = sum((j, e) in g[i]) 1
op wrong(g: graph[N, E], x: [N]) -> d: [N]
  d[i] = sum((j, e) in x[i]) g.weight[e]
net a(x: [8], g: graph[8, 20], h: graph[9, 20]) -> y {
  a = degree(x, x)
  b = degree(g, h)
  c = degree(h, x)
  y = wrong(g, x)
}
=== exit 1
<stdin>:5:24: error: neighbours are those of a graph, this is a tensor f32[8] [E0401]
  5 |   d[i] = sum((j, e) in x[i]) g.weight[e]
    |                        ^~~~
<stdin>:10:7: note: wrong is called here
  10 |   y = wrong(g, x)
     |       ^~~~~~~~~~~
<stdin>:7:14: error: g of degree is a graph, this is a tensor f32[8] [E0401]
  7 |   a = degree(x, x)
    |              ^
<stdin>:8:17: error: x of degree is a tensor, this is a graph [9, 20] [E0401]
  8 |   b = degree(g, h)
    |                 ^
<stdin>:9:17: error: N is 9 in g: [9, 20] and 8 in x: [8] [E0301]
  9 |   c = degree(h, x)
    |                 ^
<stdin>:2:31: note: both are N in the signature of degree
  2 | op degree(g: graph[N, E], x: [N]) -> d: [N]
    |                               ^
