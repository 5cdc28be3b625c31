# netc fmt
net f(x) -> y {
  group "a" (lr: 1)
  yield x
  return x
  y = x
}
layer g(x) {
  grad x = 1
  optimizer = adam(1)
  return x
}
fn h(x) {
  param w: [3] ~ zeros
  draw u: [3] ~ uniform(0, 1)
  return x
}
train f() {
  state m = 0
  scan x over t { yield x }
}
optimizer o(w, g) {
  share a = dense(1)
  update w = g
}
=== exit 1
<stdin>:3:3: error: `group` stands in a train block, not in a net [E0113]
  3 |   group "a" (lr: 1)
    |   ^~~~~
<stdin>:4:3: error: `yield` stands in the block of a scan only [E0113]
  4 |   yield x
    |   ^~~~~
<stdin>:5:3: error: `return` stands in a layer or a fn, not in a net [E0113]
  5 |   return x
    |   ^~~~~~
<stdin>:9:3: error: `grad` stands in an op or a fn, not in a layer [E0113]
  9 |   grad x = 1
    |   ^~~~
<stdin>:10:3: error: a setting stands in a train block, not in a layer [E0113]
  10 |   optimizer = adam(1)
     |   ^~~~~~~~~
<stdin>:14:3: error: `param` stands in a layer or a net, not in a fn [E0113]
  14 |   param w: [3] ~ zeros
     |   ^~~~~
<stdin>:15:3: error: `draw` stands in a layer or a net, not in a fn [E0113]
  15 |   draw u: [3] ~ uniform(0, 1)
     |   ^~~~
<stdin>:19:3: error: `state` stands in a layer, a net or an optimizer, not in a train block [E0113]
  19 |   state m = 0
     |   ^~~~~
<stdin>:20:3: error: `scan` stands in a layer or a net, not in a train block [E0113]
  20 |   scan x over t { yield x }
     |   ^~~~
<stdin>:20:19: error: `yield` stands in a scan, not in a train block [E0113]
  20 |   scan x over t { yield x }
     |                   ^~~~~
<stdin>:23:3: error: `share` stands in a layer or a net, not in an optimizer [E0113]
  23 |   share a = dense(1)
     |   ^~~~~
