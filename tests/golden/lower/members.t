# netc emit --stage loops --cpu x86-64-v3
# A walk over the terms, each added to the element that its key names; rows are shared among threads.
op histogram(x: [B, T, F], key: i32[B, T] in K) -> y: [B, K, F]
  y[b, k, f] = sum(t if key[b, t] == k) x[b, t, f]
net a(x: [B, 6, 11], key: i32[B, 6] in 5) -> y { y = histogram(x, key) }
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

kernel histogram_0(histogram_0: f32 inout, key_1: i32 in, x_2: f32 in) at "<stdin>:4" {
  for b in 0..1 {
    for k in 0..5 {
      for f in 0..8 step 8 {
        histogram_0[55*b + 11*k + f : 8] = 0
      }
      for f_2 in 8..11 step 8 {
        histogram_0[55*b + 11*k + f_2 : 3 of 8] = 0
      }
    }
    for t in 0..6 {
      let v1: i32 = key_1[6*b + t]
      let k0: index = index(v1)
      if 0 <= k0 {
        if k0 < 5 {
          for f_3 in 0..8 step 8 {
            let v2: f32x8 = x_2[66*b + f_3 + 11*t : 8]
            histogram_0[55*b + 11*k0 + f_3 : 8] = histogram_0[55*b + 11*k0 + f_3 : 8] + v2
          }
          for f_4 in 8..11 step 8 {
            let v3: f32x8 = x_2[66*b + f_4 + 11*t : 3 of 8]
            histogram_0[55*b + 11*k0 + f_4 : 3 of 8] = histogram_0[55*b + 11*k0 + f_4 : 3 of 8] + v3
          }
        }
      }
    }
  }
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 6, 11]
  input "key": i32[B, 6] in 5
  output "y": f32[B, 5, 11]
  buffer histogram_0: f32[55] at output 0
  buffer key_1: i32[6] at input 1
  buffer x_2: f32[66] at input 0
  call histogram_0(histogram_0, key_1, x_2) as "histogram" at "<stdin>:4" cost 66, 484, 2112
}
