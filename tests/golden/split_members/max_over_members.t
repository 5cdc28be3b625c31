# netc emit --stage split_members
op highest(x: [N, F], member: i32[N] in G) -> y: [G, F]
  y[k, f] = max(i if member[i] == k else 0) x[i, f]
net a(x: [9, 2], member: i32[9] in 4) -> y { y = highest(x, member) }
=== exit 0
graph predict_a(x: f32[9, 2], member: i32[9] in 4) -> y {
  highest.all: f32[4, 2]; highest.all[k, f] = max(i if k == member[i]) x[i, f]
  highest.any: f32[4]; highest.any[k] = sum(i if k == member[i]) 1
  highest: f32[4, 2]; highest[k, f] = if 0 < highest.any[k] then highest.all[k, f] else 0
  y = highest
}
