# netc emit --stage loops --cpu x86-64-v4 --bind B=64 -
# A block is some rounds of t with all of b in each: the next rows are those of the rounds that follow.
net ahead(x: [128, B, 256], g: [128, B, 1024]) -> y {
  h[t, b, o] = tanh(g[t, b, o])
  y[o, i] = sum(t, b) h[t, b, o]*x[t, b, i]
}
=== exit 0
program "ahead" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v4"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma,avx512f,avx512vl,avx512bw,avx512dq,avx512cd"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel h_0(g_0: f32 in, h_1: f32 out) at "<stdin>:4" {
  parallel chunk in 0..8 {
    for t in 16*chunk..16*chunk + 16 {
      for o in 0..1024 step 64 {
        let v0: f32x16 = g_0[1024*t + o : 16]
        let v1: f32x16 = minimum(9.1, maximum(-9.1, v0))
        let v2: f32x16 = fma(v1, 2.88539, 12582912) - 12582912
        let v3: f32x16 = fma(v2, -0.3465736, v1)
        let v4: f32x16 = scalb(1, v2)
        let v5: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v3, 0.13390552), v3, 0.33333635), v3, 0.66666067), v3, 0.99999994) * v3, v3, v3), v4, fma(v4, 0.5, -0.5))
        let v6: f32x16 = v5 / (v5 + 1)
        h_1[1040*t + o : 16] = select(v1 == 0, v1, select(v5 < 0.5, fma(-v5, v6, v5), v6))
        let v7: f32x16 = g_0[1024*t + o + 16 : 16]
        let v8: f32x16 = minimum(9.1, maximum(-9.1, v7))
        let v9: f32x16 = fma(v8, 2.88539, 12582912) - 12582912
        let v10: f32x16 = fma(v9, -0.3465736, v8)
        let v11: f32x16 = scalb(1, v9)
        let v12: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v10, 0.13390552), v10, 0.33333635), v10, 0.66666067), v10, 0.99999994) * v10, v10, v10), v11, fma(v11, 0.5, -0.5))
        let v13: f32x16 = v12 / (v12 + 1)
        h_1[1040*t + o + 16 : 16] = select(v8 == 0, v8, select(v12 < 0.5, fma(-v12, v13, v12), v13))
        let v14: f32x16 = g_0[1024*t + o + 32 : 16]
        let v15: f32x16 = minimum(9.1, maximum(-9.1, v14))
        let v16: f32x16 = fma(v15, 2.88539, 12582912) - 12582912
        let v17: f32x16 = fma(v16, -0.3465736, v15)
        let v18: f32x16 = scalb(1, v16)
        let v19: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v17, 0.13390552), v17, 0.33333635), v17, 0.66666067), v17, 0.99999994) * v17, v17, v17), v18, fma(v18, 0.5, -0.5))
        let v20: f32x16 = v19 / (v19 + 1)
        h_1[1040*t + o + 32 : 16] = select(v15 == 0, v15, select(v19 < 0.5, fma(-v19, v20, v19), v20))
        let v21: f32x16 = g_0[1024*t + o + 48 : 16]
        let v22: f32x16 = minimum(9.1, maximum(-9.1, v21))
        let v23: f32x16 = fma(v22, 2.88539, 12582912) - 12582912
        let v24: f32x16 = fma(v23, -0.3465736, v22)
        let v25: f32x16 = scalb(1, v23)
        let v26: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v24, 0.13390552), v24, 0.33333635), v24, 0.66666067), v24, 0.99999994) * v24, v24, v24), v25, fma(v25, 0.5, -0.5))
        let v27: f32x16 = v26 / (v26 + 1)
        h_1[1040*t + o + 48 : 16] = select(v22 == 0, v22, select(v26 < 0.5, fma(-v26, v27, v26), v27))
      }
    }
  }
}

kernel y_1(h_0: f32 in, x_1: f32 in, y_2: f32 out) at "<stdin>:5" {
  parallel chunk in 0..35 {
    for o in 30*chunk..30*chunk + 6*quotient(minimum(30*chunk + 30, 1024) - 30*chunk, 6) step 6 {
      for i in 0..256 step 64 {
        let acc0: f32x16 = 0
        let acc1: f32x16 = 0
        let acc2: f32x16 = 0
        let acc3: f32x16 = 0
        let acc4: f32x16 = 0
        let acc5: f32x16 = 0
        let acc6: f32x16 = 0
        let acc7: f32x16 = 0
        let acc8: f32x16 = 0
        let acc9: f32x16 = 0
        let acc10: f32x16 = 0
        let acc11: f32x16 = 0
        let acc12: f32x16 = 0
        let acc13: f32x16 = 0
        let acc14: f32x16 = 0
        let acc15: f32x16 = 0
        let acc16: f32x16 = 0
        let acc17: f32x16 = 0
        let acc18: f32x16 = 0
        let acc19: f32x16 = 0
        let acc20: f32x16 = 0
        let acc21: f32x16 = 0
        let acc22: f32x16 = 0
        let acc23: f32x16 = 0
        for t in 0..128 {
          for b in 0..1 {
            let v24: f32 = h_0[o + 1040*t + 1040*b]
            let b25: f32x16 = broadcast(v24)
            let v26: f32x16 = x_1[i + 256*t + 256*b : 16]
            acc0 = fma(b25, v26, acc0)
            let v27: f32x16 = x_1[i + 256*t + 256*b + 16 : 16]
            acc1 = fma(b25, v27, acc1)
            let v28: f32x16 = x_1[i + 256*t + 256*b + 32 : 16]
            acc2 = fma(b25, v28, acc2)
            let v29: f32x16 = x_1[i + 256*t + 256*b + 48 : 16]
            acc3 = fma(b25, v29, acc3)
            let v30: f32 = h_0[o + 1040*t + 1040*b + 1]
            let b31: f32x16 = broadcast(v30)
            acc4 = fma(b31, v26, acc4)
            acc5 = fma(b31, v27, acc5)
            acc6 = fma(b31, v28, acc6)
            acc7 = fma(b31, v29, acc7)
            let v32: f32 = h_0[o + 1040*t + 1040*b + 2]
            let b33: f32x16 = broadcast(v32)
            acc8 = fma(b33, v26, acc8)
            acc9 = fma(b33, v27, acc9)
            acc10 = fma(b33, v28, acc10)
            acc11 = fma(b33, v29, acc11)
            let v34: f32 = h_0[o + 1040*t + 1040*b + 3]
            let b35: f32x16 = broadcast(v34)
            acc12 = fma(b35, v26, acc12)
            acc13 = fma(b35, v27, acc13)
            acc14 = fma(b35, v28, acc14)
            acc15 = fma(b35, v29, acc15)
            let v36: f32 = h_0[o + 1040*t + 1040*b + 4]
            let b37: f32x16 = broadcast(v36)
            acc16 = fma(b37, v26, acc16)
            acc17 = fma(b37, v27, acc17)
            acc18 = fma(b37, v28, acc18)
            acc19 = fma(b37, v29, acc19)
            let v38: f32 = h_0[o + 1040*t + 1040*b + 5]
            let b39: f32x16 = broadcast(v38)
            acc20 = fma(b39, v26, acc20)
            acc21 = fma(b39, v27, acc21)
            acc22 = fma(b39, v28, acc22)
            acc23 = fma(b39, v29, acc23)
          }
        }
        y_2[256*o + i : 16] = acc0
        y_2[256*o + i + 16 : 16] = acc1
        y_2[256*o + i + 32 : 16] = acc2
        y_2[256*o + i + 48 : 16] = acc3
        y_2[256*o + i + 256 : 16] = acc4
        y_2[256*o + i + 272 : 16] = acc5
        y_2[256*o + i + 288 : 16] = acc6
        y_2[256*o + i + 304 : 16] = acc7
        y_2[256*o + i + 512 : 16] = acc8
        y_2[256*o + i + 528 : 16] = acc9
        y_2[256*o + i + 544 : 16] = acc10
        y_2[256*o + i + 560 : 16] = acc11
        y_2[256*o + i + 768 : 16] = acc12
        y_2[256*o + i + 784 : 16] = acc13
        y_2[256*o + i + 800 : 16] = acc14
        y_2[256*o + i + 816 : 16] = acc15
        y_2[256*o + i + 1024 : 16] = acc16
        y_2[256*o + i + 1040 : 16] = acc17
        y_2[256*o + i + 1056 : 16] = acc18
        y_2[256*o + i + 1072 : 16] = acc19
        y_2[256*o + i + 1280 : 16] = acc20
        y_2[256*o + i + 1296 : 16] = acc21
        y_2[256*o + i + 1312 : 16] = acc22
        y_2[256*o + i + 1328 : 16] = acc23
      }
    }
    for o_2 in 30*chunk + 6*quotient(minimum(30*chunk + 30, 1024) - 30*chunk, 6)..minimum(30*chunk + 30, 1024) {
      for i_2 in 0..256 step 64 {
        let acc40: f32x16 = 0
        let acc41: f32x16 = 0
        let acc42: f32x16 = 0
        let acc43: f32x16 = 0
        for t_2 in 0..128 {
          for b_2 in 0..1 {
            let v44: f32 = h_0[o_2 + 1040*t_2 + 1040*b_2]
            let b45: f32x16 = broadcast(v44)
            let v46: f32x16 = x_1[i_2 + 256*t_2 + 256*b_2 : 16]
            acc40 = fma(b45, v46, acc40)
            let v47: f32x16 = x_1[i_2 + 256*t_2 + 256*b_2 + 16 : 16]
            acc41 = fma(b45, v47, acc41)
            let v48: f32x16 = x_1[i_2 + 256*t_2 + 256*b_2 + 32 : 16]
            acc42 = fma(b45, v48, acc42)
            let v49: f32x16 = x_1[i_2 + 256*t_2 + 256*b_2 + 48 : 16]
            acc43 = fma(b45, v49, acc43)
          }
        }
        y_2[256*o_2 + i_2 : 16] = acc40
        y_2[256*o_2 + i_2 + 16 : 16] = acc41
        y_2[256*o_2 + i_2 + 32 : 16] = acc42
        y_2[256*o_2 + i_2 + 48 : 16] = acc43
      }
    }
  }
}

kernel h_2(g_0: f32 in, h_1: f32 far, B) at "<stdin>:4" {
  parallel chunk in 0..64 {
    for t in 2*chunk..2*chunk + 2 {
      for b in 0..B {
        for o in 0..1024 step 64 {
          let v0: f32x16 = g_0[65536*t + 1024*b + o : 16]
          let v1: f32x16 = minimum(9.1, maximum(-9.1, v0))
          let v2: f32x16 = fma(v1, 2.88539, 12582912) - 12582912
          let v3: f32x16 = fma(v2, -0.3465736, v1)
          let v4: f32x16 = scalb(1, v2)
          let v5: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v3, 0.13390552), v3, 0.33333635), v3, 0.66666067), v3, 0.99999994) * v3, v3, v3), v4, fma(v4, 0.5, -0.5))
          let v6: f32x16 = v5 / (v5 + 1)
          h_1[66576*t + 1040*b + o : 16] = select(v1 == 0, v1, select(v5 < 0.5, fma(-v5, v6, v5), v6))
          let v7: f32x16 = g_0[65536*t + 1024*b + o + 16 : 16]
          let v8: f32x16 = minimum(9.1, maximum(-9.1, v7))
          let v9: f32x16 = fma(v8, 2.88539, 12582912) - 12582912
          let v10: f32x16 = fma(v9, -0.3465736, v8)
          let v11: f32x16 = scalb(1, v9)
          let v12: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v10, 0.13390552), v10, 0.33333635), v10, 0.66666067), v10, 0.99999994) * v10, v10, v10), v11, fma(v11, 0.5, -0.5))
          let v13: f32x16 = v12 / (v12 + 1)
          h_1[66576*t + 1040*b + o + 16 : 16] = select(v8 == 0, v8, select(v12 < 0.5, fma(-v12, v13, v12), v13))
          let v14: f32x16 = g_0[65536*t + 1024*b + o + 32 : 16]
          let v15: f32x16 = minimum(9.1, maximum(-9.1, v14))
          let v16: f32x16 = fma(v15, 2.88539, 12582912) - 12582912
          let v17: f32x16 = fma(v16, -0.3465736, v15)
          let v18: f32x16 = scalb(1, v16)
          let v19: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v17, 0.13390552), v17, 0.33333635), v17, 0.66666067), v17, 0.99999994) * v17, v17, v17), v18, fma(v18, 0.5, -0.5))
          let v20: f32x16 = v19 / (v19 + 1)
          h_1[66576*t + 1040*b + o + 32 : 16] = select(v15 == 0, v15, select(v19 < 0.5, fma(-v19, v20, v19), v20))
          let v21: f32x16 = g_0[65536*t + 1024*b + o + 48 : 16]
          let v22: f32x16 = minimum(9.1, maximum(-9.1, v21))
          let v23: f32x16 = fma(v22, 2.88539, 12582912) - 12582912
          let v24: f32x16 = fma(v23, -0.3465736, v22)
          let v25: f32x16 = scalb(1, v23)
          let v26: f32x16 = fma(fma(fma(fma(fma(fma(0.044519667, v24, 0.13390552), v24, 0.33333635), v24, 0.66666067), v24, 0.99999994) * v24, v24, v24), v25, fma(v25, 0.5, -0.5))
          let v27: f32x16 = v26 / (v26 + 1)
          h_1[66576*t + 1040*b + o + 48 : 16] = select(v22 == 0, v22, select(v26 < 0.5, fma(-v26, v27, v26), v27))
        }
      }
    }
  }
}

kernel y_3(y.sum_0: f32 inout, h_1: f32 in, x_2: f32 in, B) at "<stdin>:5" {
  parallel chunk in 0..8 {
    for o in 132*chunk..132*chunk + 6*quotient(minimum(132*chunk + 132, 1024) - 132*chunk, 6) step 6 {
      for i in 0..256 step 64 {
        y.sum_0[256*o + i : 16] = 0
        y.sum_0[256*o + i + 16 : 16] = 0
        y.sum_0[256*o + i + 32 : 16] = 0
        y.sum_0[256*o + i + 48 : 16] = 0
        y.sum_0[256*o + i + 256 : 16] = 0
        y.sum_0[256*o + i + 272 : 16] = 0
        y.sum_0[256*o + i + 288 : 16] = 0
        y.sum_0[256*o + i + 304 : 16] = 0
        y.sum_0[256*o + i + 512 : 16] = 0
        y.sum_0[256*o + i + 528 : 16] = 0
        y.sum_0[256*o + i + 544 : 16] = 0
        y.sum_0[256*o + i + 560 : 16] = 0
        y.sum_0[256*o + i + 768 : 16] = 0
        y.sum_0[256*o + i + 784 : 16] = 0
        y.sum_0[256*o + i + 800 : 16] = 0
        y.sum_0[256*o + i + 816 : 16] = 0
        y.sum_0[256*o + i + 1024 : 16] = 0
        y.sum_0[256*o + i + 1040 : 16] = 0
        y.sum_0[256*o + i + 1056 : 16] = 0
        y.sum_0[256*o + i + 1072 : 16] = 0
        y.sum_0[256*o + i + 1280 : 16] = 0
        y.sum_0[256*o + i + 1296 : 16] = 0
        y.sum_0[256*o + i + 1312 : 16] = 0
        y.sum_0[256*o + i + 1328 : 16] = 0
      }
    }
    for o_2 in 132*chunk + 6*quotient(minimum(132*chunk + 132, 1024) - 132*chunk, 6)..minimum(132*chunk + 132, 1024) {
      for i_2 in 0..256 step 64 {
        y.sum_0[256*o_2 + i_2 : 16] = 0
        y.sum_0[256*o_2 + i_2 + 16 : 16] = 0
        y.sum_0[256*o_2 + i_2 + 32 : 16] = 0
        y.sum_0[256*o_2 + i_2 + 48 : 16] = 0
      }
    }
    for t_block in 0..128 step 8 {
      for o_3 in 132*chunk..132*chunk + 6*quotient(minimum(132*chunk + 132, 1024) - 132*chunk, 6) step 6 {
        for i_3 in 0..256 step 64 {
          let acc0: f32x16 = 0
          let acc1: f32x16 = 0
          let acc2: f32x16 = 0
          let acc3: f32x16 = 0
          let acc4: f32x16 = 0
          let acc5: f32x16 = 0
          let acc6: f32x16 = 0
          let acc7: f32x16 = 0
          let acc8: f32x16 = 0
          let acc9: f32x16 = 0
          let acc10: f32x16 = 0
          let acc11: f32x16 = 0
          let acc12: f32x16 = 0
          let acc13: f32x16 = 0
          let acc14: f32x16 = 0
          let acc15: f32x16 = 0
          let acc16: f32x16 = 0
          let acc17: f32x16 = 0
          let acc18: f32x16 = 0
          let acc19: f32x16 = 0
          let acc20: f32x16 = 0
          let acc21: f32x16 = 0
          let acc22: f32x16 = 0
          let acc23: f32x16 = 0
          for t in t_block..t_block + 8 {
            for ahead in 0..quotient(B, 8) {
              prefetch h_1[132*chunk + 66576*(t_block + quotient(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64)) + 1040*remainder(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64) + 32*remainder(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8) + 532608]
              prefetch h_1[132*chunk + 66576*(t_block + quotient(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64)) + 1040*remainder(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64) + 32*remainder(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8) + 532624]
              prefetch x_2[16384*(t_block + quotient(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64)) + 256*remainder(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64) + 32*remainder(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8) + 131072]
              prefetch x_2[16384*(t_block + quotient(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64)) + 256*remainder(minimum(quotient(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8), 511), 64) + 32*remainder(64*(4*quotient(o_3 - 132*chunk, 6) + quotient(i_3, 64)) + 8*(t - t_block) + ahead, 8) + 131088]
              for b in 0..8 unroll 8 {
                let v24: f32 = h_1[o_3 + 66576*t + 1040*(8*ahead + b)]
                let b25: f32x16 = broadcast(v24)
                let v26: f32x16 = x_2[i_3 + 16384*t + 256*(8*ahead + b) : 16]
                acc0 = fma(b25, v26, acc0)
                let v27: f32x16 = x_2[i_3 + 16384*t + 256*(8*ahead + b) + 16 : 16]
                acc1 = fma(b25, v27, acc1)
                let v28: f32x16 = x_2[i_3 + 16384*t + 256*(8*ahead + b) + 32 : 16]
                acc2 = fma(b25, v28, acc2)
                let v29: f32x16 = x_2[i_3 + 16384*t + 256*(8*ahead + b) + 48 : 16]
                acc3 = fma(b25, v29, acc3)
                let v30: f32 = h_1[o_3 + 66576*t + 1040*(8*ahead + b) + 1]
                let b31: f32x16 = broadcast(v30)
                acc4 = fma(b31, v26, acc4)
                acc5 = fma(b31, v27, acc5)
                acc6 = fma(b31, v28, acc6)
                acc7 = fma(b31, v29, acc7)
                let v32: f32 = h_1[o_3 + 66576*t + 1040*(8*ahead + b) + 2]
                let b33: f32x16 = broadcast(v32)
                acc8 = fma(b33, v26, acc8)
                acc9 = fma(b33, v27, acc9)
                acc10 = fma(b33, v28, acc10)
                acc11 = fma(b33, v29, acc11)
                let v34: f32 = h_1[o_3 + 66576*t + 1040*(8*ahead + b) + 3]
                let b35: f32x16 = broadcast(v34)
                acc12 = fma(b35, v26, acc12)
                acc13 = fma(b35, v27, acc13)
                acc14 = fma(b35, v28, acc14)
                acc15 = fma(b35, v29, acc15)
                let v36: f32 = h_1[o_3 + 66576*t + 1040*(8*ahead + b) + 4]
                let b37: f32x16 = broadcast(v36)
                acc16 = fma(b37, v26, acc16)
                acc17 = fma(b37, v27, acc17)
                acc18 = fma(b37, v28, acc18)
                acc19 = fma(b37, v29, acc19)
                let v38: f32 = h_1[o_3 + 66576*t + 1040*(8*ahead + b) + 5]
                let b39: f32x16 = broadcast(v38)
                acc20 = fma(b39, v26, acc20)
                acc21 = fma(b39, v27, acc21)
                acc22 = fma(b39, v28, acc22)
                acc23 = fma(b39, v29, acc23)
              }
            }
            for b_2 in 8*quotient(B, 8)..B {
              let v40: f32 = h_1[o_3 + 66576*t + 1040*b_2]
              let b41: f32x16 = broadcast(v40)
              let v42: f32x16 = x_2[i_3 + 16384*t + 256*b_2 : 16]
              acc0 = fma(b41, v42, acc0)
              let v43: f32x16 = x_2[i_3 + 16384*t + 256*b_2 + 16 : 16]
              acc1 = fma(b41, v43, acc1)
              let v44: f32x16 = x_2[i_3 + 16384*t + 256*b_2 + 32 : 16]
              acc2 = fma(b41, v44, acc2)
              let v45: f32x16 = x_2[i_3 + 16384*t + 256*b_2 + 48 : 16]
              acc3 = fma(b41, v45, acc3)
              let v46: f32 = h_1[o_3 + 66576*t + 1040*b_2 + 1]
              let b47: f32x16 = broadcast(v46)
              acc4 = fma(b47, v42, acc4)
              acc5 = fma(b47, v43, acc5)
              acc6 = fma(b47, v44, acc6)
              acc7 = fma(b47, v45, acc7)
              let v48: f32 = h_1[o_3 + 66576*t + 1040*b_2 + 2]
              let b49: f32x16 = broadcast(v48)
              acc8 = fma(b49, v42, acc8)
              acc9 = fma(b49, v43, acc9)
              acc10 = fma(b49, v44, acc10)
              acc11 = fma(b49, v45, acc11)
              let v50: f32 = h_1[o_3 + 66576*t + 1040*b_2 + 3]
              let b51: f32x16 = broadcast(v50)
              acc12 = fma(b51, v42, acc12)
              acc13 = fma(b51, v43, acc13)
              acc14 = fma(b51, v44, acc14)
              acc15 = fma(b51, v45, acc15)
              let v52: f32 = h_1[o_3 + 66576*t + 1040*b_2 + 4]
              let b53: f32x16 = broadcast(v52)
              acc16 = fma(b53, v42, acc16)
              acc17 = fma(b53, v43, acc17)
              acc18 = fma(b53, v44, acc18)
              acc19 = fma(b53, v45, acc19)
              let v54: f32 = h_1[o_3 + 66576*t + 1040*b_2 + 5]
              let b55: f32x16 = broadcast(v54)
              acc20 = fma(b55, v42, acc20)
              acc21 = fma(b55, v43, acc21)
              acc22 = fma(b55, v44, acc22)
              acc23 = fma(b55, v45, acc23)
            }
          }
          let s56: f32x16 = y.sum_0[256*o_3 + i_3 : 16] + acc0
          y.sum_0[256*o_3 + i_3 : 16] = s56
          let s57: f32x16 = y.sum_0[256*o_3 + i_3 + 16 : 16] + acc1
          y.sum_0[256*o_3 + i_3 + 16 : 16] = s57
          let s58: f32x16 = y.sum_0[256*o_3 + i_3 + 32 : 16] + acc2
          y.sum_0[256*o_3 + i_3 + 32 : 16] = s58
          let s59: f32x16 = y.sum_0[256*o_3 + i_3 + 48 : 16] + acc3
          y.sum_0[256*o_3 + i_3 + 48 : 16] = s59
          let s60: f32x16 = y.sum_0[256*o_3 + i_3 + 256 : 16] + acc4
          y.sum_0[256*o_3 + i_3 + 256 : 16] = s60
          let s61: f32x16 = y.sum_0[256*o_3 + i_3 + 272 : 16] + acc5
          y.sum_0[256*o_3 + i_3 + 272 : 16] = s61
          let s62: f32x16 = y.sum_0[256*o_3 + i_3 + 288 : 16] + acc6
          y.sum_0[256*o_3 + i_3 + 288 : 16] = s62
          let s63: f32x16 = y.sum_0[256*o_3 + i_3 + 304 : 16] + acc7
          y.sum_0[256*o_3 + i_3 + 304 : 16] = s63
          let s64: f32x16 = y.sum_0[256*o_3 + i_3 + 512 : 16] + acc8
          y.sum_0[256*o_3 + i_3 + 512 : 16] = s64
          let s65: f32x16 = y.sum_0[256*o_3 + i_3 + 528 : 16] + acc9
          y.sum_0[256*o_3 + i_3 + 528 : 16] = s65
          let s66: f32x16 = y.sum_0[256*o_3 + i_3 + 544 : 16] + acc10
          y.sum_0[256*o_3 + i_3 + 544 : 16] = s66
          let s67: f32x16 = y.sum_0[256*o_3 + i_3 + 560 : 16] + acc11
          y.sum_0[256*o_3 + i_3 + 560 : 16] = s67
          let s68: f32x16 = y.sum_0[256*o_3 + i_3 + 768 : 16] + acc12
          y.sum_0[256*o_3 + i_3 + 768 : 16] = s68
          let s69: f32x16 = y.sum_0[256*o_3 + i_3 + 784 : 16] + acc13
          y.sum_0[256*o_3 + i_3 + 784 : 16] = s69
          let s70: f32x16 = y.sum_0[256*o_3 + i_3 + 800 : 16] + acc14
          y.sum_0[256*o_3 + i_3 + 800 : 16] = s70
          let s71: f32x16 = y.sum_0[256*o_3 + i_3 + 816 : 16] + acc15
          y.sum_0[256*o_3 + i_3 + 816 : 16] = s71
          let s72: f32x16 = y.sum_0[256*o_3 + i_3 + 1024 : 16] + acc16
          y.sum_0[256*o_3 + i_3 + 1024 : 16] = s72
          let s73: f32x16 = y.sum_0[256*o_3 + i_3 + 1040 : 16] + acc17
          y.sum_0[256*o_3 + i_3 + 1040 : 16] = s73
          let s74: f32x16 = y.sum_0[256*o_3 + i_3 + 1056 : 16] + acc18
          y.sum_0[256*o_3 + i_3 + 1056 : 16] = s74
          let s75: f32x16 = y.sum_0[256*o_3 + i_3 + 1072 : 16] + acc19
          y.sum_0[256*o_3 + i_3 + 1072 : 16] = s75
          let s76: f32x16 = y.sum_0[256*o_3 + i_3 + 1280 : 16] + acc20
          y.sum_0[256*o_3 + i_3 + 1280 : 16] = s76
          let s77: f32x16 = y.sum_0[256*o_3 + i_3 + 1296 : 16] + acc21
          y.sum_0[256*o_3 + i_3 + 1296 : 16] = s77
          let s78: f32x16 = y.sum_0[256*o_3 + i_3 + 1312 : 16] + acc22
          y.sum_0[256*o_3 + i_3 + 1312 : 16] = s78
          let s79: f32x16 = y.sum_0[256*o_3 + i_3 + 1328 : 16] + acc23
          y.sum_0[256*o_3 + i_3 + 1328 : 16] = s79
        }
      }
      for o_4 in 132*chunk + 6*quotient(minimum(132*chunk + 132, 1024) - 132*chunk, 6)..minimum(132*chunk + 132, 1024) {
        for i_4 in 0..256 step 64 {
          let acc80: f32x16 = 0
          let acc81: f32x16 = 0
          let acc82: f32x16 = 0
          let acc83: f32x16 = 0
          for t_2 in t_block..t_block + 8 {
            for ahead_2 in 0..quotient(B, 8) {
              prefetch h_1[132*chunk + 66576*(t_block + quotient(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64)) + 1040*remainder(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64) + 32*remainder(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8) + 532608]
              prefetch h_1[132*chunk + 66576*(t_block + quotient(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64)) + 1040*remainder(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64) + 32*remainder(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8) + 532624]
              prefetch x_2[16384*(t_block + quotient(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64)) + 256*remainder(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64) + 32*remainder(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8) + 131072]
              prefetch x_2[16384*(t_block + quotient(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64)) + 256*remainder(minimum(quotient(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8), 511), 64) + 32*remainder(64*(4*quotient(o_4 - 132*chunk, 6) + quotient(i_4, 64)) + 8*(t_2 - t_block) + ahead_2, 8) + 131088]
              for b_3 in 0..8 unroll 8 {
                let v84: f32 = h_1[o_4 + 66576*t_2 + 1040*(8*ahead_2 + b_3)]
                let b85: f32x16 = broadcast(v84)
                let v86: f32x16 = x_2[i_4 + 16384*t_2 + 256*(8*ahead_2 + b_3) : 16]
                acc80 = fma(b85, v86, acc80)
                let v87: f32x16 = x_2[i_4 + 16384*t_2 + 256*(8*ahead_2 + b_3) + 16 : 16]
                acc81 = fma(b85, v87, acc81)
                let v88: f32x16 = x_2[i_4 + 16384*t_2 + 256*(8*ahead_2 + b_3) + 32 : 16]
                acc82 = fma(b85, v88, acc82)
                let v89: f32x16 = x_2[i_4 + 16384*t_2 + 256*(8*ahead_2 + b_3) + 48 : 16]
                acc83 = fma(b85, v89, acc83)
              }
            }
            for b_4 in 8*quotient(B, 8)..B {
              let v90: f32 = h_1[o_4 + 66576*t_2 + 1040*b_4]
              let b91: f32x16 = broadcast(v90)
              let v92: f32x16 = x_2[i_4 + 16384*t_2 + 256*b_4 : 16]
              acc80 = fma(b91, v92, acc80)
              let v93: f32x16 = x_2[i_4 + 16384*t_2 + 256*b_4 + 16 : 16]
              acc81 = fma(b91, v93, acc81)
              let v94: f32x16 = x_2[i_4 + 16384*t_2 + 256*b_4 + 32 : 16]
              acc82 = fma(b91, v94, acc82)
              let v95: f32x16 = x_2[i_4 + 16384*t_2 + 256*b_4 + 48 : 16]
              acc83 = fma(b91, v95, acc83)
            }
          }
          let s96: f32x16 = y.sum_0[256*o_4 + i_4 : 16] + acc80
          y.sum_0[256*o_4 + i_4 : 16] = s96
          let s97: f32x16 = y.sum_0[256*o_4 + i_4 + 16 : 16] + acc81
          y.sum_0[256*o_4 + i_4 + 16 : 16] = s97
          let s98: f32x16 = y.sum_0[256*o_4 + i_4 + 32 : 16] + acc82
          y.sum_0[256*o_4 + i_4 + 32 : 16] = s98
          let s99: f32x16 = y.sum_0[256*o_4 + i_4 + 48 : 16] + acc83
          y.sum_0[256*o_4 + i_4 + 48 : 16] = s99
        }
      }
    }
  }
}

kernel y_4(y.sum_0: f32 in, y_1: f32 out) at "<stdin>:5" {
  parallel chunk in 0..8 {
    for o in 32768*chunk..32768*chunk + 32768 step 64 {
      let v0: f32x16 = y.sum_0[o : 16]
      y_1[o : 16] = v0
      let v1: f32x16 = y.sum_0[o + 16 : 16]
      y_1[o + 16 : 16] = v1
      let v2: f32x16 = y.sum_0[o + 32 : 16]
      y_1[o + 32 : 16] = v2
      let v3: f32x16 = y.sum_0[o + 48 : 16]
      y_1[o + 48 : 16] = v3
    }
  }
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[128, B, 256]
  input "g": f32[128, B, 1024]
  output "y": f32[1024, 256]
  workspace 532544
  buffer g_0: f32[131072] at input 1
  buffer h_1: f32[133120] at workspace 0
  buffer x_2: f32[32768] at input 0
  buffer y_3: f32[262144] at output 0
  call h_0(g_0, h_1) as "h" at "<stdin>:4" cost 2621440, 1048576, 6186598.4
  call y_1(h_1, x_2, y_3) as "y" at "<stdin>:5" cost 67108864, 1703936, 74903752.70400001
}

entry predict "predict_B64" {
  symbol B = 64
  input "x": f32[128, B, 256]
  input "g": f32[128, B, 1024]
  output "y": f32[1024, 256]
  workspace 35135616
  buffer g_0: f32[8388608] at input 1
  buffer h_1: f32[8521728] at workspace 0
  buffer y.sum_2: f32[262144] at workspace 34086976
  buffer x_3: f32[2097152] at input 0
  buffer y_4: f32[262144] at output 0
  call h_2(g_0, h_1, B) as "h" at "<stdin>:4" cost 2621440, 1048576, 16777216
  call y_3(y.sum_2, h_1, x_3, B) as "y" at "<stdin>:5" cost 67108864, 671744, 75299635.77600001
  call y_4(y.sum_2, y_4) as "y" at "<stdin>:5" cost 0, 32768, 335544.32
}
