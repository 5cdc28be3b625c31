# netc emit --stage loops --cpu x86-64-v3
# Every tile of the result starts from 0; each block of the sum adds its part, the last one less than the others.
op gram(x: [K, M]) -> p: [M, M]
  p[i, j] = sum(k) x[k, i]*x[k, j]
net blocks(x: [5003, 96]) -> y { y = gram(x) }
=== exit 0
program "blocks" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel gram_0(gram.sum_0: f32 inout, x_1: f32 in) at "<stdin>:4" {
  parallel chunk in 0..8 {
    for j in 0..96 step 24 {
      for i in 12*chunk..12*chunk + 12 step 4 {
        gram.sum_0[96*i + j : 8] = 0
        gram.sum_0[96*i + j + 8 : 8] = 0
        gram.sum_0[96*i + j + 16 : 8] = 0
        gram.sum_0[96*i + j + 96 : 8] = 0
        gram.sum_0[96*i + j + 104 : 8] = 0
        gram.sum_0[96*i + j + 112 : 8] = 0
        gram.sum_0[96*i + j + 192 : 8] = 0
        gram.sum_0[96*i + j + 200 : 8] = 0
        gram.sum_0[96*i + j + 208 : 8] = 0
        gram.sum_0[96*i + j + 288 : 8] = 0
        gram.sum_0[96*i + j + 296 : 8] = 0
        gram.sum_0[96*i + j + 304 : 8] = 0
      }
    }
    for k_block in 0..5003 step 79 {
      for j_2 in 0..96 step 24 {
        for i_2 in 12*chunk..12*chunk + 12 step 4 {
          let acc0: f32x8 = 0
          let acc1: f32x8 = 0
          let acc2: f32x8 = 0
          let acc3: f32x8 = 0
          let acc4: f32x8 = 0
          let acc5: f32x8 = 0
          let acc6: f32x8 = 0
          let acc7: f32x8 = 0
          let acc8: f32x8 = 0
          let acc9: f32x8 = 0
          let acc10: f32x8 = 0
          let acc11: f32x8 = 0
          for ahead in 0..quotient(minimum(k_block + 79, 5003) - k_block, 4) {
            prefetch x_1[12*chunk + 96*(k_block + minimum(quotient(19*(3*quotient(j_2, 24) + quotient(i_2 - 12*chunk, 4)) + ahead, 3), 78)) + 16*remainder(19*(3*quotient(j_2, 24) + quotient(i_2 - 12*chunk, 4)) + ahead, 3) + 7584]
            prefetch x_1[96*(k_block + minimum(quotient(19*(3*quotient(j_2, 24) + quotient(i_2 - 12*chunk, 4)) + ahead, 3), 78)) + 32*remainder(19*(3*quotient(j_2, 24) + quotient(i_2 - 12*chunk, 4)) + ahead, 3) + 7584]
            prefetch x_1[96*(k_block + minimum(quotient(19*(3*quotient(j_2, 24) + quotient(i_2 - 12*chunk, 4)) + ahead, 3), 78)) + 32*remainder(19*(3*quotient(j_2, 24) + quotient(i_2 - 12*chunk, 4)) + ahead, 3) + 7600]
            for k in 0..4 unroll 4 {
              let v12: f32 = x_1[i_2 + 96*(k_block + 4*ahead + k)]
              let b13: f32x8 = broadcast(v12)
              let v14: f32x8 = x_1[j_2 + 96*(k_block + 4*ahead + k) : 8]
              acc0 = fma(b13, v14, acc0)
              let v15: f32x8 = x_1[j_2 + 96*(k_block + 4*ahead + k) + 8 : 8]
              acc1 = fma(b13, v15, acc1)
              let v16: f32x8 = x_1[j_2 + 96*(k_block + 4*ahead + k) + 16 : 8]
              acc2 = fma(b13, v16, acc2)
              let v17: f32 = x_1[i_2 + 96*(k_block + 4*ahead + k) + 1]
              let b18: f32x8 = broadcast(v17)
              acc3 = fma(b18, v14, acc3)
              acc4 = fma(b18, v15, acc4)
              acc5 = fma(b18, v16, acc5)
              let v19: f32 = x_1[i_2 + 96*(k_block + 4*ahead + k) + 2]
              let b20: f32x8 = broadcast(v19)
              acc6 = fma(b20, v14, acc6)
              acc7 = fma(b20, v15, acc7)
              acc8 = fma(b20, v16, acc8)
              let v21: f32 = x_1[i_2 + 96*(k_block + 4*ahead + k) + 3]
              let b22: f32x8 = broadcast(v21)
              acc9 = fma(b22, v14, acc9)
              acc10 = fma(b22, v15, acc10)
              acc11 = fma(b22, v16, acc11)
            }
          }
          for k_2 in k_block + 4*quotient(minimum(k_block + 79, 5003) - k_block, 4)..minimum(k_block + 79, 5003) {
            let v23: f32 = x_1[i_2 + 96*k_2]
            let b24: f32x8 = broadcast(v23)
            let v25: f32x8 = x_1[j_2 + 96*k_2 : 8]
            acc0 = fma(b24, v25, acc0)
            let v26: f32x8 = x_1[j_2 + 96*k_2 + 8 : 8]
            acc1 = fma(b24, v26, acc1)
            let v27: f32x8 = x_1[j_2 + 96*k_2 + 16 : 8]
            acc2 = fma(b24, v27, acc2)
            let v28: f32 = x_1[i_2 + 96*k_2 + 1]
            let b29: f32x8 = broadcast(v28)
            acc3 = fma(b29, v25, acc3)
            acc4 = fma(b29, v26, acc4)
            acc5 = fma(b29, v27, acc5)
            let v30: f32 = x_1[i_2 + 96*k_2 + 2]
            let b31: f32x8 = broadcast(v30)
            acc6 = fma(b31, v25, acc6)
            acc7 = fma(b31, v26, acc7)
            acc8 = fma(b31, v27, acc8)
            let v32: f32 = x_1[i_2 + 96*k_2 + 3]
            let b33: f32x8 = broadcast(v32)
            acc9 = fma(b33, v25, acc9)
            acc10 = fma(b33, v26, acc10)
            acc11 = fma(b33, v27, acc11)
          }
          let s34: f32x8 = gram.sum_0[96*i_2 + j_2 : 8] + acc0
          gram.sum_0[96*i_2 + j_2 : 8] = s34
          let s35: f32x8 = gram.sum_0[96*i_2 + j_2 + 8 : 8] + acc1
          gram.sum_0[96*i_2 + j_2 + 8 : 8] = s35
          let s36: f32x8 = gram.sum_0[96*i_2 + j_2 + 16 : 8] + acc2
          gram.sum_0[96*i_2 + j_2 + 16 : 8] = s36
          let s37: f32x8 = gram.sum_0[96*i_2 + j_2 + 96 : 8] + acc3
          gram.sum_0[96*i_2 + j_2 + 96 : 8] = s37
          let s38: f32x8 = gram.sum_0[96*i_2 + j_2 + 104 : 8] + acc4
          gram.sum_0[96*i_2 + j_2 + 104 : 8] = s38
          let s39: f32x8 = gram.sum_0[96*i_2 + j_2 + 112 : 8] + acc5
          gram.sum_0[96*i_2 + j_2 + 112 : 8] = s39
          let s40: f32x8 = gram.sum_0[96*i_2 + j_2 + 192 : 8] + acc6
          gram.sum_0[96*i_2 + j_2 + 192 : 8] = s40
          let s41: f32x8 = gram.sum_0[96*i_2 + j_2 + 200 : 8] + acc7
          gram.sum_0[96*i_2 + j_2 + 200 : 8] = s41
          let s42: f32x8 = gram.sum_0[96*i_2 + j_2 + 208 : 8] + acc8
          gram.sum_0[96*i_2 + j_2 + 208 : 8] = s42
          let s43: f32x8 = gram.sum_0[96*i_2 + j_2 + 288 : 8] + acc9
          gram.sum_0[96*i_2 + j_2 + 288 : 8] = s43
          let s44: f32x8 = gram.sum_0[96*i_2 + j_2 + 296 : 8] + acc10
          gram.sum_0[96*i_2 + j_2 + 296 : 8] = s44
          let s45: f32x8 = gram.sum_0[96*i_2 + j_2 + 304 : 8] + acc11
          gram.sum_0[96*i_2 + j_2 + 304 : 8] = s45
        }
      }
    }
  }
}

kernel gram_1(gram.sum_0: f32 in, gram_1: f32 out) at "<stdin>:4" {
  for i in 0..9216 step 32 {
    let v0: f32x8 = gram.sum_0[i : 8]
    gram_1[i : 8] = v0
    let v1: f32x8 = gram.sum_0[i + 8 : 8]
    gram_1[i + 8 : 8] = v1
    let v2: f32x8 = gram.sum_0[i + 16 : 8]
    gram_1[i + 16 : 8] = v2
    let v3: f32x8 = gram.sum_0[i + 24 : 8]
    gram_1[i + 24 : 8] = v3
  }
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "x": f32[5003, 96]
  output "y": f32[96, 96]
  workspace 36928
  buffer gram.sum_0: f32[9216] at workspace 0
  buffer x_1: f32[480288] at input 0
  buffer gram_2: f32[9216] at output 0
  call gram_0(gram.sum_0, x_1) as "gram" at "<stdin>:4" cost 92215296, 1958016, 99833579.52
  call gram_1(gram.sum_0, gram_2) as "gram" at "<stdin>:4" cost 0, 73728, 147456
}
