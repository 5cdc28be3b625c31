# netc emit --stage graph
# What is carried is assigned, has a type and keeps its shape.
layer f(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0, c: [B, D] = 0 {
    h = x[t]
    yield y = h + c
  }
  return y
}
layer g(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0 {
    h = dense(x[t], 3)
    yield y = h
  }
  return y
}
layer k(x: [B, T, D]) {
  scan x over t
  carry h = 0 {
    h = x[t]
  }
  return h
}
net a(x: [B, T, 2]) -> y {
  p = f(x)
  q = g(x)
  y = k(x)
}
train a(t: [B, 2]) {
  loss = mse(y, t)
  optimizer = sgd
  capacity = (T: 3)
}
=== exit 1
<stdin>:5:24: error: c is carried and not assigned in the block [E0406]
  5 |   carry h: [B, D] = 0, c: [B, D] = 0 {
    |                        ^
<stdin>:27:7: note: f1 is called here
  27 |   p = f(x)
     |       ^~~~
<stdin>:13:9: error: h is [B, 2], after a step it is [B, 3] [E0301]
  13 |   carry h: [B, D] = 0 {
     |         ^
<stdin>:28:7: note: g1 is called here
  28 |   q = g(x)
     |       ^~~~
<stdin>:21:9: error: the carry h needs a type: `h: [B, N] = 0` [E0310]
  21 |   carry h = 0 {
     |         ^
<stdin>:29:7: note: k1 is called here
  29 |   y = k(x)
     |       ^~~~
