# netc emit --stage solve
# A row that many tokens read gathers from all of them: the condition stays.
graph f(token: i32[2, 3] in 5, table: f32[5, 4]) -> dtable {
  y: f32[2, 3, 4]; y[b, t, d] = table[token[b, t], d]
  l: f32 = sum(b, t, d) y[b, t, d]^2
  dtable: f32[5, 4] = gradient(l, table)
}
=== exit 0
graph f(token: i32[2, 3] in 5, table: f32[5, 4]) -> dtable {
  y: f32[2, 3, 4]; y[b, t, d] = table[token[b, t], d]
  l: f32 = sum(b, t, d) y[b, t, d]^2
  l.grad: f32 = 1
  y.grad: f32[2, 3, 4]; y.grad[b, t, d] = l.grad*(2*y[b, t, d])
  table.grad: f32[5, 4]; table.grad[p, d] = sum(b, t if p == token[b, t]) y.grad[b, t, d]
  dtable = table.grad
}
