# netc emit --stage split_members
# No data names an element: one walk does it.
op winner(x: [N, F]) -> y: i32[N]
  y[i] = argmin(f) x[i, f]
net a(x: [9, 2]) -> y { y = winner(x) }
=== exit 0
graph predict_a(x: f32[9, 2]) -> y {
  winner: i32[9]; winner[i] = argmin(f) x[i, f]
  y = winner
}
