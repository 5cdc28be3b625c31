# netc fmt
layer f(x) {
  state m: [3]
  scan x over t
  carry h: [3] {
    h = x[t]
    yield h
  }
  return x
}
=== exit 1
<stdin>:3:9: error: the state m has no start [E0101]
  3 |   state m: [3]
    |         ^
help: write how it starts: `m = 0`
<stdin>:5:9: error: the state h has no start [E0101]
  5 |   carry h: [3] {
    |         ^
help: write how it starts: `h = 0`
