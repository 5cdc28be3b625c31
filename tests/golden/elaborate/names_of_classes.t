# netc check -
const k: f32[2] = [1, 2]
net a(x: [B, 4]) -> y { y = x |> dense(3) }
train a(label: i32[B] in 3) {
  data = npy(x: "x.npy", label: "y.npy")
  valid = npy(x: "vx.npy", label: "vy.npy")
  names = ["cat", "dog", "\u20ac"]
  start = "w.safetensors"
  stop = patience(2)
  loss = cross_entropy(y, label)
  optimizer = sgd(0.1)
  batch = 4
  rename "fc" -> "dense1"
}
=== exit 0
