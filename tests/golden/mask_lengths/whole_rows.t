# netc emit --stage mask_lengths
# Where every row has all steps, nothing is chosen; T is a symbol.
layer total(x: [B, T, D], n: i32[B] = T) {
  scan x over t, lengths: n
  carry h: [B, D] = 0 {
    h = h + x[t]
    yield y = h
  }
  return h
}
net a(x: [B, T, 2]) -> h { h = total(x) }
train a(label: [B, 2]) {
  data     = npy("a")
  loss     = mse(h, label)
  optimizer = sgd(lr: 1)
  capacity = (T: 5)
}
=== exit 0
graph predict_a(x: f32[B, T, 2]) -> h {
  capacity = (B: 32, T: 5)
  total1.lengths: i32[B]; total1.lengths[i] = i32(T)
  total1.h.start: f32[B, 2]; total1.h.start[i, j] = 0
  scan over total1.t < T, name: total1.scan, axes: [1]
  carry total1.h: f32[B, 2] = total1.h.start {
    total1.h_2: f32[B, 2]; total1.h_2[i, j] = total1.h[i, j] + x[i, total1.t, j]
    total1.h = total1.h_2
    yield total1.h_2
  }
  total1.y: f32[B, T, 2] = project(total1.scan, 0)
  total1.h_3: f32[B, 2] = project(total1.scan, 1)
  h = total1.h_3
}
<stdin>:14:14: warning: nothing to train: the loss depends on no parameter [W0101]
  14 |   loss     = mse(h, label)
     |              ^~~~~~~~~~~~~
