# netc emit --stage loops
# A step has a value only where it is repeated.
kernel set(y: f32 out, t) {
  y[t] = 1
}

entry predict "p" {
  output "y": f32[4]
  buffer y: f32[4] at output 0
  for t in 0..4 {
    call set(y, t)
  }
  call set(y, t)
}
=== exit 1
<stdin>:13:15: error: t is no symbol of this entry [E0602]
  13 |   call set(y, t)
     |               ^
