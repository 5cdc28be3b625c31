# netc emit --stage confine_sums
# It stays where another sum reads it, where it is a result, where its dimension has no other index, and where an index of the terms is asked for, too.
graph f(d: f32[8, 14], e: f32[28]) -> y, g, h, s {
  a: f32[28]; a[(p < 14, u < 2)] = sum(o if u == 1) d[o, p]
  s: f32 = sum(i) a[i]
  g: f32[28]; g[(p < 14, u < 2)] = sum(o if u == 0) d[o, p]
  b: f32[14, 2]; b[p, u < 2] = sum(o if u == 1) d[o, p]
  c: f32[28]; c[(p < 14, u < 2)] = sum(o if u == 0 and o != p) d[o, p]
  y: f32[28]; y[i] = a[i] + g[i] + c[i] + e[i]
  h: f32[14, 2]; h[i, j] = b[i, j]*2
}
=== exit 0
graph f(d: f32[8, 14], e: f32[28]) -> y, g, h, s {
  a: f32[28]; a[(p, u)] = sum(o if u == 1) d[o, p]
  s: f32 = sum(i) a[i]
  g: f32[28]; g[(p, u)] = sum(o if u == 0) d[o, p]
  b: f32[14, 2]; b[p, u] = sum(o if u == 1) d[o, p]
  c: f32[28]; c[(p, u)] = sum(o if u == 0 and p != o) d[o, p]
  y: f32[28]; y[i] = a[i] + g[i] + c[i] + e[i]
  h: f32[14, 2]; h[i, j] = 2*b[i, j]
}
