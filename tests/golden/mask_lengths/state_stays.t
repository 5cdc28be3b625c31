# netc emit --stage mask_lengths
# Past the end of a row the state stays and the yield is 0.
layer total(x: [B, T, D], n: i32[B]) {
  scan x over t, lengths: n
  carry h: [B, D] = 0 {
    h = h + x[t]
    yield y = h
  }
  return y, h
}
net a(x: [B, 5, 2], n: i32[B] in 6) -> y, h { y, h = total(x, n) }
=== exit 0
graph predict_a(x: f32[B, 5, 2], n: i32[B] in 6) -> y, h {
  capacity = (B: 1)
  total1.h.start: f32[B, 2]; total1.h.start[i, j] = 0
  scan over total1.t < 5, name: total1.scan, axes: [1]
  carry total1.h: f32[B, 2] = total1.h.start {
    total1.h_2: f32[B, 2]; total1.h_2[i, j] = total1.h[i, j] + x[i, total1.t, j]
    total1.h_4: f32[B, 2]; total1.h_4[i, j] = if index(total1.t) < index(n[i]) then total1.h_2[i, j] else 0
    total1.h_5: f32[B, 2]; total1.h_5[i, j] = if index(total1.t) < index(n[i]) then total1.h_2[i, j] else total1.h[i, j]
    total1.h = total1.h_5
    yield total1.h_4
  }
  total1.y: f32[B, 5, 2] = project(total1.scan, 0)
  total1.h_3: f32[B, 2] = project(total1.scan, 1)
  y = total1.y
  h = total1.h_3
}
