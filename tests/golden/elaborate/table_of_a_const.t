# netc emit --stage graph --initialize
# What is never trained may start from a const, a list or a number.
const rising: f32[2, 2] = [[1, 2], [3, 4]]
net a(x: [B, 2]) -> y {
  param t: [2, 2] = rising
  param u: [2] = [5, 6]
  state s: [2, 2] = rising
  y = linear(x, t) + u + linear(x, s)
}
=== exit 0
graph initialize_a() {
  param t: f32[2, 2]; freeze t
  param u: f32[2]; freeze u
  state s: f32[2, 2]
  constant t.start: f32[2, 2] = [1, 2, 3, 4]
  constant u.start: f32[2] = [5, 6]
  constant s.start: f32[2, 2] = [1, 2, 3, 4]
  update t = t.start
  update u = u.start
  update s = s.start
}
