# netc emit --stage graph
const weights: [3] = [0.5, 1.5, 2]
const half: f32 = 0.5
net a(x: [B, 3]) -> y { y = x*weights*half }
=== exit 0
graph predict_a(x: f32[B, 3]) -> y {
  capacity = (B: 1)
  constant constant: f32[3] = [0.5, 1.5, 2]
  y: f32[B, 3]; y[i, j] = x[i, j]*constant[j]*0.5
}
