# netc emit --stage split_members
# The first place that is not below the extreme; a node without members has the place -1.
op winner(x: [N, F], member: i32[N] in G) -> y: i32[G, F]
  y[k, f] = argmax(i if member[i] == k else -1) x[i, f]
net a(x: [9, 2], member: i32[9] in 4) -> y { y = winner(x, member) }
=== exit 0
graph predict_a(x: f32[9, 2], member: i32[9] in 4) -> y {
  winner.all: f32[4, 2]; winner.all[k, f] = max(i if k == member[i]) x[i, f]
  winner.first: i32[4, 2]; winner.first[k, f] = min(i if not x[i, f] < winner.all[k, f] and k == member[i]) i32(i)
  winner.any: f32[4]; winner.any[k] = sum(i if k == member[i]) 1
  winner: i32[4, 2]; winner[k, f] = if 0 < winner.any[k] then winner.first[k, f] else -1
  y = winner
}
