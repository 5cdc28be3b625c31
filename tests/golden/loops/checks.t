# netc emit --stage loops
# A check stands before the entries that name it.
kernel check_0(unmet: i32 out, B) at "m.net:2" {
  unmet[0] = select(B - 3 == 0, 0, -1)
}
kernel copy(x: f32 in, y: f32 out, B) {
  for b in 0..B {
    y[b] = x[b]
  }
}
entry check "check_predict" {
  symbol B = 8
  symbol T = 2
  require "three rows of T\x0a\"%s\"" (B, T) at "m.net:2" of "a.b" by "m.net:7"
  require "never" ()
  output "unmet": i32[]
  buffer unmet: i32[1] at output 0
  call check_0(unmet, B) as "requirements"
}
entry predict "predict" {
  symbol B = 8
  symbol T = 2
  check "check_predict"
  input "x": f32[B]
  output "y": f32[B]
  buffer x: f32[8] at input 0
  buffer y: f32[8] at output 0
  call copy(x, y, B)
}
=== exit 0
kernel check_0(unmet: i32 out, B) at "m.net:2" {
  unmet[0] = select(B - 3 == 0, 0, -1)
}

kernel copy(x: f32 in, y: f32 out, B) {
  for b in 0..B {
    y[b] = x[b]
  }
}

entry check "check_predict" {
  symbol B = 8
  symbol T = 2
  require "three rows of T\x0a\"%s\"" (B, T) at "m.net:2" of "a.b" by "m.net:7"
  require "never" ()
  output "unmet": i32[]
  buffer unmet: i32[1] at output 0
  call check_0(unmet, B) as "requirements"
}

entry predict "predict" {
  symbol B = 8
  symbol T = 2
  check "check_predict"
  input "x": f32[B]
  output "y": f32[B]
  buffer x: f32[8] at input 0
  buffer y: f32[8] at output 0
  call copy(x, y, B)
}
