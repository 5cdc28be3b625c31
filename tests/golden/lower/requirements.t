# netc emit --stage loops --cpu x86-64-v3 --bind B=1,6 --bind T=5
# One check for the predictions of both bindings; its kernel reads sizes alone.
layer long(x: [B, T]) {
  require T % 2 == 1 and maximum(T, 3) < B + 4, "{T} steps of \"%d\""
  return x
}
net a(x: [B, T]) -> y {
  require B != 3, "three rows"
  z = long(x)
  y[b] = 2*z[b, 0]
}
=== exit 0
program "a" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel check_0(unmet: i32 out, T, B) at "<stdin>:8" {
  let r0: i32 = -1
  r0 = select(remainder(T, 2) - 1 == 0 and 0 <= B + -1*maximum(3, T) + 3, r0, 1)
  r0 = select(B - 3 != 0, r0, 0)
  unmet[0] = r0
}

kernel y_1(x_0: f32 in, y_1: f32 out) at "<stdin>:10" {
  let v0: f32 = x_0[0]
  y_1[0] = 2 * v0
}

kernel y_2(x_0: f32 in, y_1: f32 out, B) at "<stdin>:10" {
  for b in 0..8*quotient(B, 8) step 8 {
    let v0: f32x8 = gather(x_0, 5*lanes(b : 8))
    y_1[b : 8] = 2 * v0
  }
  for b_2 in 8*quotient(B, 8)..B step 8 {
    let v1: f32x8 = gather(x_0, 5*minimum(lanes(b_2 : 8), broadcast(b_2 + minimum(8, B - b_2) - 1)))
    y_1[b_2 : minimum(8, B - b_2) of 8] = 2 * v1
  }
}

entry initialize "initialize" {
}

entry check "check_predict" {
  symbol B = 6
  symbol T = 5
  require "three rows" (B) at "<stdin>:8"
  require "T steps of \"%d\"" (B, T) at "<stdin>:4" of "long1" by "<stdin>:9"
  output "unmet": i32[]
  buffer unmet: i32[1] at output 0
  call check_0(unmet, T, B) as "requirements"
}

entry predict "predict_B1" {
  symbol B = 1
  symbol T = 5
  check "check_predict"
  input "x": f32[B, T]
  output "y": f32[B]
  buffer x_0: f32[5] at input 0
  buffer y_1: f32[1] at output 0
  call y_1(x_0, y_1) as "y" at "<stdin>:10" cost 1, 8, 145.6
}

entry predict "predict_B6" {
  symbol B = 6
  symbol T = 5
  check "check_predict"
  input "x": f32[B, T]
  output "y": f32[B]
  buffer x_0: f32[30] at input 0
  buffer y_1: f32[6] at output 0
  call y_2(x_0, y_1, B) as "y" at "<stdin>:10" cost 1, 8, 68.26666666666667
}
