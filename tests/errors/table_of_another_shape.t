# netc check -
const rising: f32[4] = [1, 2, 3, 4]
net a(x: [B, 3]) -> y {
  param t: [3] = rising
  y = x*t
}
=== exit 1
<stdin>:4:18: error: this is [4], expected [3] [E0301]
  4 |   param t: [3] = rising
    |                  ^~~~~~
