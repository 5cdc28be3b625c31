# netc emit --stage loops
# What an input promises, and what it holds if nobody gives it, may be an extent of the day.
program "f" {
  fingerprint 0x0
}

kernel k(a: i32 in, b: f32 in, y: f32 out, B, T) {
  for i in 0..B {
    y[i] = b[i]
  }
}

entry predict "predict" {
  symbol B = 4
  symbol T = 5
  input "a": i32[B, T] in T + 1
  input "n": i32[B] in T = T - 1
  input "b": f32[B] = -0.5
  input "c": f32[B] = 2*T
  output "y": f32[B]
  buffer a_0: i32[20] at input 0
  buffer b_0: f32[4] at input 2
  buffer y_0: f32[4] at output 0
  call k(a_0, b_0, y_0, B, T)
}
=== exit 0
program "f" {
}

kernel k(a: i32 in, b: f32 in, y: f32 out, B, T) {
  for i in 0..B {
    y[i] = b[i]
  }
}

entry predict "predict" {
  symbol B = 4
  symbol T = 5
  input "a": i32[B, T] in T + 1
  input "n": i32[B] in T = T - 1
  input "b": f32[B] = -0.5
  input "c": f32[B] = 2*T
  output "y": f32[B]
  buffer a_0: i32[20] at input 0
  buffer b_0: f32[4] at input 2
  buffer y_0: f32[4] at output 0
  call k(a_0, b_0, y_0, B, T)
}
