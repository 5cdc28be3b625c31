# netc emit --stage loops
# A size may be a quotient, and have a least value; what is printed is read back.
program "p" {
  target "x86_64-linux-gnu x86-64"
}

kernel k(x: f32 in, y: f32 out, H) {
  for i in 0..(quotient(H + 1, 2)) {
    y[i] = x[i]
  }
}

entry predict "predict" {
  symbol B = 1
  symbol H = 3..9
  input "x": f32[B, H]
  output "y": f32[B, (H + 1)/2]
  output "z": f32[B, H/3]
  buffer x: f32[9] at input 0
  buffer y: f32[5] at output 0
  call k(x, y, H)
}
=== exit 0
program "p" {
  target "x86_64-linux-gnu x86-64"
}

kernel k(x: f32 in, y: f32 out, H) {
  for i in 0..quotient(H + 1, 2) {
    y[i] = x[i]
  }
}

entry predict "predict" {
  symbol B = 1
  symbol H = 3..9
  input "x": f32[B, H]
  output "y": f32[B, (H + 1)/2]
  output "z": f32[B, H/3]
  buffer x: f32[9] at input 0
  buffer y: f32[5] at output 0
  call k(x, y, H)
}
