# netc emit --stage graph
layer d(x: [B, N]) {
  y[b, i] = x[b, i]
}
net a(x: [B, 4]) -> y { y = d(x) }
=== exit 1
<stdin>:2:7: error: d returns nothing [E0406]
  2 | layer d(x: [B, N]) {
    |       ^
<stdin>:5:29: note: d1 is called here
  5 | net a(x: [B, 4]) -> y { y = d(x) }
    |                             ^~~~
