# netc emit --stage loops --cpu x86-64-v3 --bind B=8 --chains all
# Both kernels run for blocks of three rows, the last block has two; h has no more than a block.
net f(x: [B, 4]) -> y {
  h[b, i] = max(j) x[b, j]*x[b, i]
  y[b, i] = min(j) h[b, j]*h[b, i]
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

kernel h_0(x_0: f32 in, h_1: f32 out) at "<stdin>:4" {
  let acc0: f32x8 = -inf
  for j in 0..4 unroll 4 {
    let v1: f32 = x_0[j]
    let v2: f32x8 = x_0[0 : 4 of 8]
    acc0 = maximum(acc0, broadcast(v1) * v2)
  }
  h_1[0 : 4 of 8] = acc0
}

kernel y_1(h_0: f32 in, y_1: f32 out) at "<stdin>:5" {
  let acc0: f32x8 = inf
  for j in 0..4 unroll 4 {
    let v1: f32 = h_0[j]
    let v2: f32x8 = h_0[0 : 4 of 8]
    acc0 = minimum(acc0, broadcast(v1) * v2)
  }
  y_1[0 : 4 of 8] = acc0
}

kernel h_2(x_0: f32 in, y_1: f32 out, B) at "<stdin>:4" {
  local h: f32[12]
  parallel chunk in 0..quotient(B + 2, 3) {
    for b in 3*chunk..3*chunk + 3*quotient(minimum(3*chunk + 3, B) - 3*chunk, 3) step 3 {
      let acc0: f32x8 = -inf
      let acc1: f32x8 = -inf
      let acc2: f32x8 = -inf
      for j in 0..4 unroll 4 {
        let v3: f32 = x_0[4*b + j]
        let v4: f32x8 = x_0[4*b : 4 of 8]
        acc0 = maximum(acc0, broadcast(v3) * v4)
        let v5: f32 = x_0[4*b + j + 4]
        let v6: f32x8 = x_0[4*b + 4 : 4 of 8]
        acc1 = maximum(acc1, broadcast(v5) * v6)
        let v7: f32 = x_0[4*b + j + 8]
        let v8: f32x8 = x_0[4*b + 8 : 4 of 8]
        acc2 = maximum(acc2, broadcast(v7) * v8)
      }
      h[4*b - 12*chunk : 4 of 8] = acc0
      h[4*b + 4 - 12*chunk : 4 of 8] = acc1
      h[4*b + 8 - 12*chunk : 4 of 8] = acc2
    }
    for b_2 in 3*chunk + 3*quotient(minimum(3*chunk + 3, B) - 3*chunk, 3)..minimum(3*chunk + 3, B) {
      let acc9: f32x8 = -inf
      for j_2 in 0..4 unroll 4 {
        let v10: f32 = x_0[4*b_2 + j_2]
        let v11: f32x8 = x_0[4*b_2 : 4 of 8]
        acc9 = maximum(acc9, broadcast(v10) * v11)
      }
      h[4*b_2 - 12*chunk : 4 of 8] = acc9
    }
    for b_3 in 3*chunk..3*chunk + 3*quotient(minimum(3*chunk + 3, B) - 3*chunk, 3) step 3 {
      let acc12: f32x8 = inf
      let acc13: f32x8 = inf
      let acc14: f32x8 = inf
      for j_3 in 0..4 unroll 4 {
        let v15: f32 = h[4*b_3 + j_3 - 12*chunk]
        let v16: f32x8 = h[4*b_3 - 12*chunk : 4 of 8]
        acc12 = minimum(acc12, broadcast(v15) * v16)
        let v17: f32 = h[4*b_3 + j_3 + 4 - 12*chunk]
        let v18: f32x8 = h[4*b_3 + 4 - 12*chunk : 4 of 8]
        acc13 = minimum(acc13, broadcast(v17) * v18)
        let v19: f32 = h[4*b_3 + j_3 + 8 - 12*chunk]
        let v20: f32x8 = h[4*b_3 + 8 - 12*chunk : 4 of 8]
        acc14 = minimum(acc14, broadcast(v19) * v20)
      }
      y_1[4*b_3 : 4 of 8] = acc12
      y_1[4*b_3 + 4 : 4 of 8] = acc13
      y_1[4*b_3 + 8 : 4 of 8] = acc14
    }
    for b_4 in 3*chunk + 3*quotient(minimum(3*chunk + 3, B) - 3*chunk, 3)..minimum(3*chunk + 3, B) {
      let acc21: f32x8 = inf
      for j_4 in 0..4 unroll 4 {
        let v22: f32 = h[4*b_4 + j_4 - 12*chunk]
        let v23: f32x8 = h[4*b_4 - 12*chunk : 4 of 8]
        acc21 = minimum(acc21, broadcast(v22) * v23)
      }
      y_1[4*b_4 : 4 of 8] = acc21
    }
  }
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 4]
  output "y": f32[B, 4]
  workspace 128
  buffer x_0: f32[4] at input 0
  buffer h_1: f32[4] at workspace 0
  buffer y_2: f32[4] at output 0
  call h_0(x_0, h_1) as "h" at "<stdin>:4" cost 32, 32, 652.8
  call y_1(h_1, y_2) as "y" at "<stdin>:5" cost 32, 32, 652.8
}

entry predict "predict_B8" {
  symbol B = 8
  input "x": f32[B, 4]
  output "y": f32[B, 4]
  buffer x_0: f32[32] at input 0
  buffer y_1: f32[32] at output 0
  call h_2(x_0, y_1, B) as "h, y" at "<stdin>:4" cost 64, 64, 369.6
}
