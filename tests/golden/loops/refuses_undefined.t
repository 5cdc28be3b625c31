# netc verify
# 37: a name that nothing defines, one whose block has ended, one defined twice.
kernel k(y: f32 out) {
  y[0] = a
  if 0 < y[0] {
    let b: f32 = 1
  }
  y[1] = b
  let c: f32 = 1
  let c: f32 = 2
}
=== exit 1
<stdin>:4:10: error: a is not defined [E0602]
  4 |   y[0] = a
    |          ^
<stdin>:8:10: error: b is not in scope here: its block has ended, or it is declared below [E0602]
  8 |   y[1] = b
    |          ^
<stdin>:10:3: error: c is defined already [E0601]
  10 |   let c: f32 = 2
     |   ^~~~~~~~~~~~~~
