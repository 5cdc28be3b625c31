# netc emit --stage graph
# What keeps a computed index inside: `in n`, a clamp, a choice, what argmax can be, the steps of a scan.
graph f(x: f32[B, 10], label: i32[B] in 10, any: i32[B], n: i32[B] in T + 1, s: f32[B, T]) -> e {
  a: f32[B]; a[b] = x[b, label[b]]
  b: f32[B]; b[i] = x[i, maximum(0, minimum(any[i], 9))]
  c: f32[B]; c[i] = if index(any[i]) >= 1 and any[i] <= 10 then x[i, any[i] - 1] else 0
  p: i32[B]; p[i] = argmax(j) x[i, j]
  d: f32[B]; d[i] = x[i, p[i]] + x[i, 9 - p[i]] + (x[i, any[i]] ?? -1)
  e: f32[B]; e[i] = sum(t if t < n[i]) s[i, t]*s[i, n[i] - 1 - t]
}
=== exit 0
graph f(x: f32[B, 10], label: i32[B] in 10, any: i32[B], n: i32[B] in T + 1, s: f32[B, T]) -> e {
  a: f32[B]; a[b] = x[b, label[b]]
  b: f32[B]; b[i] = x[i, maximum(0, minimum(9, any[i]))]
  c: f32[B]; c[i] = if index(any[i]) >= 1 and any[i] <= 10 then x[i, any[i] - 1] else 0
  p: i32[B]; p[i] = argmax(j) x[i, j]
  d: f32[B]; d[i] = x[i, p[i]] + x[i, 9 - p[i]] + (x[i, any[i]] ?? -1)
  e: f32[B]; e[i] = sum(t) s[i, t]*s[i, n[i] - t - 1]
}
