# netc emit --stage graph --bind N=5 --bind E=9
# A name of an op or layer that takes a graph first may be that of one that does not: the call says
# which is meant.
op scaled(g: graph[N, E], kind in {by_rows, by_all} = by_rows) -> w: [E]
  w[e] = if kind == by_rows then 1/float(g.target[e] + 1) else 1/N
layer scaled(x: [N, F], by = 2) {
  return by*x
}
net a(x: f32[N, 3], g: graph[N, E]) -> y, z {
  y = neighbours(g, scaled(g, by_all), x |> scaled(by: 3))
  h = with_loops(g)
  z = neighbours(h, with_loops(g) |> scaled, scaled(x)) |> scaled
}
=== exit 0
graph predict_a(x: f32[N, 3], g.source: i32[E] in N, g.target: i32[E] in N) -> y, z {
  capacity = (E: 9, N: 5)
  scaled: f32[E]; scaled[e] = 1/f32(N)
  scaled2.y: f32[N, 3]; scaled2.y[i, j] = 3*x[i, j]
  neighbours: f32[N, 3]; neighbours[i, f] = sum(e if i == g.target[e]) scaled[e]*scaled2.y[g.source[e], f]
  scaled_2: f32[E + N]; scaled_2[e] = 1/f32((if e < E then g.target[e] else i32(e - E)) + 1)
  scaled4.y: f32[N, 3]; scaled4.y[i, j] = 2*x[i, j]
  neighbours_2: f32[N, 3]; neighbours_2[i, f] = sum(e < E + N if i == i32(if e < E then g.target[e] else i32(e - E))) scaled_2[e]*scaled4.y[i32(if e < E then g.source[e] else i32(e - E)), f]
  scaled5.y: f32[N, 3]; scaled5.y[i, j] = 2*neighbours_2[i, j]
  y = neighbours
  z = scaled5.y
}
