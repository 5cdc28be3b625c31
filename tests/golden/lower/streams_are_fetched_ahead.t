# netc emit --stage loops --cpu x86-64-v3
# Three rows of x and one of z take turns: tiles ask for the lines to come, of x in its last row alone.
net f(x: f32[4, 96, 98, 8], z: f32[4, 94, 96, 8]) -> y {
  s[b, i < 94, j < 96, c] = max(r < 3) x[b, i + r, j, c]
  y = if z <= 0 then 0 else s
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel s_y_0(z_0: f32 in, x_1: f32 in, y_2: f32 out) at "<stdin>:4" {
  parallel chunk in 0..14 {
    for b in 0..4 {
      for i in 7*chunk..minimum(7*chunk + 7, 94) {
        for j in 0..768 step 32 {
          prefetch z_0[72192*b + 768*i + j + 512]
          prefetch z_0[72192*b + 768*i + j + 528]
          prefetch x_1[75264*b + 784*i + j + 2080]
          prefetch x_1[75264*b + 784*i + j + 2096]
          let acc0: f32x8 = -inf
          let acc1: f32x8 = -inf
          let acc2: f32x8 = -inf
          let acc3: f32x8 = -inf
          for r in 0..3 unroll 3 {
            let v4: f32x8 = x_1[75264*b + 784*i + j + 784*r : 8]
            acc0 = maximum(acc0, v4)
            let v5: f32x8 = x_1[75264*b + 784*i + j + 784*r + 8 : 8]
            acc1 = maximum(acc1, v5)
            let v6: f32x8 = x_1[75264*b + 784*i + j + 784*r + 16 : 8]
            acc2 = maximum(acc2, v6)
            let v7: f32x8 = x_1[75264*b + 784*i + j + 784*r + 24 : 8]
            acc3 = maximum(acc3, v7)
          }
          let v8: f32x8 = z_0[72192*b + 768*i + j : 8]
          y_2[72192*b + 768*i + j : 8] = select(v8 <= 0, 0, acc0)
          let v9: f32x8 = z_0[72192*b + 768*i + j + 8 : 8]
          y_2[72192*b + 768*i + j + 8 : 8] = select(v9 <= 0, 0, acc1)
          let v10: f32x8 = z_0[72192*b + 768*i + j + 16 : 8]
          y_2[72192*b + 768*i + j + 16 : 8] = select(v10 <= 0, 0, acc2)
          let v11: f32x8 = z_0[72192*b + 768*i + j + 24 : 8]
          y_2[72192*b + 768*i + j + 24 : 8] = select(v11 <= 0, 0, acc3)
        }
      }
    }
  }
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "x": f32[4, 96, 98, 8]
  input "z": f32[4, 94, 96, 8]
  output "y": f32[4, 94, 96, 8]
  buffer z_0: f32[288768] at input 1
  buffer x_1: f32[301056] at input 0
  buffer y_2: f32[288768] at output 0
  call s_y_0(z_0, x_1, y_2) as "s+y" at "<stdin>:4" cost 866304, 3514368, 17993564.16
}
