# netc emit --stage loops
# Calls of a repeat run once a step, here from the last one down.
kernel add(x: f32 in, y: f32 inout, t, B) {
  for i in 0..B {
    y[i] = y[i] + x[8*t + i]
  }
}

entry predict "p" {
  symbol B = 8
  symbol T = 4
  input "x": f32[T, 8]
  output "y": f32[B]
  buffer x: f32[32] at input 0
  buffer y: f32[8] at output 0
  for t in 0..T reverse {
    call add(x, y, t, B)
    for s in 0..2 {
      call add(x, y, s, B)
    }
  }
}
=== exit 0
kernel add(x: f32 in, y: f32 inout, t, B) {
  for i in 0..B {
    y[i] = y[i] + x[8*t + i]
  }
}

entry predict "p" {
  symbol B = 8
  symbol T = 4
  input "x": f32[T, 8]
  output "y": f32[B]
  buffer x: f32[32] at input 0
  buffer y: f32[8] at output 0
  for t in 0..T reverse {
    call add(x, y, t, B)
    for s in 0..2 {
      call add(x, y, s, B)
    }
  }
}
