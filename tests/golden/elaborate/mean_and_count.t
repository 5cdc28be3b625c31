# netc emit --stage graph
# A mean is a sum over a count: a number where no read can leave, else a sum of ones.
op means(x: [B, N]) -> y: [B, N]
  a[b] = mean(i) x[b, i]
  c[b, i < N] = mean(r < 3) x[b, i + r - 1]
  n[b, i < N] = count(r < 3) x[b, i + r - 1]
  m = count(b, i) x[b, i]
  y[b, i] = a[b] + c[b, i] + n[b, i] + m
net a(x: [B, 6]) -> y { y = means(x) }
=== exit 0
graph predict_a(x: f32[B, 6]) -> y {
  capacity = (B: 1)
  means.sum: f32[B]; means.sum[b] = sum(i) x[b, i]
  means.a: f32[B]; means.a[b] = means.sum[b]/6
  means.sum_2: f32[B, 6]; means.sum_2[b, i] = sum(r < 3) x[b, i + r - 1]
  means.count: f32[6]; means.count[i] = sum(r < 3 if i + r < 7 and i + r >= 1) 1
  means.c: f32[B, 6]; means.c[b, i] = means.sum_2[b, i]/means.count[i]
  means.count_2: f32[6]; means.count_2[i] = sum(r < 3 if i + r < 7 and i + r >= 1) 1
  means.n: f32[B, 6]; means.n[b, i] = means.count_2[i]
  means.m: i32 = i32(B*6)
  means: f32[B, 6]; means[b, i] = means.a[b] + means.c[b, i] + means.n[b, i] + f32(means.m)
  y = means
}
