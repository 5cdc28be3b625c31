# netc emit --stage loops --cpu x86-64-v3 --bind B=64 -
# All of b runs around a block of t: the rows of the next, for each b, are fetched meanwhile.
net ahead(x: [B, 128, 64], g: [128, B, 1024]) -> y {
  h[t, b, o] = tanh(g[t, b, o])
  y[o, i] = sum(t, b) h[t, b, o]*x[b, t, i]
}
=== exit 0
program "ahead" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel h_0(g_0: f32 in, h_1: f32 out) at "<stdin>:4" {
  parallel chunk in 0..8 {
    for t in 16*chunk..16*chunk + 16 {
      for o in 0..1024 step 32 {
        let v0: f32x8 = g_0[1024*t + o : 8]
        let v1: f32x8 = minimum(9.1, maximum(-9.1, v0))
        let v2: f32x8 = fma(v1, 2.88539, 12582912)
        let v3: f32x8 = fma(v2 - 12582912, -0.3465736, v1)
        let v4: f32x8 = from_bits(bits(v2) * 8388608 + 1065353216)
        let v5: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v3, 0.13390552), v3, 0.33333635), v3, 0.66666067), v3, 0.99999994) * v3, v3, v3), v4, fma(v4, 0.5, -0.5))
        let v6: f32x8 = v5 / (v5 + 1)
        h_1[1040*t + o : 8] = select(v1 == 0, v1, select(v5 < 0.5, fma(-v5, v6, v5), v6))
        let v7: f32x8 = g_0[1024*t + o + 8 : 8]
        let v8: f32x8 = minimum(9.1, maximum(-9.1, v7))
        let v9: f32x8 = fma(v8, 2.88539, 12582912)
        let v10: f32x8 = fma(v9 - 12582912, -0.3465736, v8)
        let v11: f32x8 = from_bits(bits(v9) * 8388608 + 1065353216)
        let v12: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v10, 0.13390552), v10, 0.33333635), v10, 0.66666067), v10, 0.99999994) * v10, v10, v10), v11, fma(v11, 0.5, -0.5))
        let v13: f32x8 = v12 / (v12 + 1)
        h_1[1040*t + o + 8 : 8] = select(v8 == 0, v8, select(v12 < 0.5, fma(-v12, v13, v12), v13))
        let v14: f32x8 = g_0[1024*t + o + 16 : 8]
        let v15: f32x8 = minimum(9.1, maximum(-9.1, v14))
        let v16: f32x8 = fma(v15, 2.88539, 12582912)
        let v17: f32x8 = fma(v16 - 12582912, -0.3465736, v15)
        let v18: f32x8 = from_bits(bits(v16) * 8388608 + 1065353216)
        let v19: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v17, 0.13390552), v17, 0.33333635), v17, 0.66666067), v17, 0.99999994) * v17, v17, v17), v18, fma(v18, 0.5, -0.5))
        let v20: f32x8 = v19 / (v19 + 1)
        h_1[1040*t + o + 16 : 8] = select(v15 == 0, v15, select(v19 < 0.5, fma(-v19, v20, v19), v20))
        let v21: f32x8 = g_0[1024*t + o + 24 : 8]
        let v22: f32x8 = minimum(9.1, maximum(-9.1, v21))
        let v23: f32x8 = fma(v22, 2.88539, 12582912)
        let v24: f32x8 = fma(v23 - 12582912, -0.3465736, v22)
        let v25: f32x8 = from_bits(bits(v23) * 8388608 + 1065353216)
        let v26: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v24, 0.13390552), v24, 0.33333635), v24, 0.66666067), v24, 0.99999994) * v24, v24, v24), v25, fma(v25, 0.5, -0.5))
        let v27: f32x8 = v26 / (v26 + 1)
        h_1[1040*t + o + 24 : 8] = select(v22 == 0, v22, select(v26 < 0.5, fma(-v26, v27, v26), v27))
      }
    }
  }
}

kernel y_1(y.sum_0: f32 inout, h_1: f32 in, x_2: f32 in) at "<stdin>:5" {
  parallel chunk in 0..8 {
    for o in 129*chunk..129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3) step 3 {
      for i in 0..64 step 32 {
        y.sum_0[64*o + i : 8] = 0
        y.sum_0[64*o + i + 64 : 8] = 0
        y.sum_0[64*o + i + 128 : 8] = 0
        y.sum_0[64*o + i + 8 : 8] = 0
        y.sum_0[64*o + i + 72 : 8] = 0
        y.sum_0[64*o + i + 136 : 8] = 0
        y.sum_0[64*o + i + 16 : 8] = 0
        y.sum_0[64*o + i + 80 : 8] = 0
        y.sum_0[64*o + i + 144 : 8] = 0
        y.sum_0[64*o + i + 24 : 8] = 0
        y.sum_0[64*o + i + 88 : 8] = 0
        y.sum_0[64*o + i + 152 : 8] = 0
      }
    }
    for o_2 in 129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3)..minimum(129*chunk + 129, 1024) {
      for i_2 in 0..64 step 32 {
        y.sum_0[64*o_2 + i_2 : 8] = 0
        y.sum_0[64*o_2 + i_2 + 8 : 8] = 0
        y.sum_0[64*o_2 + i_2 + 16 : 8] = 0
        y.sum_0[64*o_2 + i_2 + 24 : 8] = 0
      }
    }
    for t_block in 0..128 step 64 {
      for o_3 in 129*chunk..129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3) step 3 {
        for i_3 in 0..64 step 32 {
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
          for b in 0..1 {
            for ahead in 0..8 {
              prefetch h_1[129*chunk + 1040*(t_block + remainder(minimum(quotient(8*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + 8*b + ahead, 5), 63), 64)) + 1040*quotient(minimum(quotient(8*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + 8*b + ahead, 5), 63), 64) + 32*remainder(8*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + 8*b + ahead, 5) + 66560]
              prefetch h_1[129*chunk + 1040*(t_block + remainder(minimum(quotient(8*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + 8*b + ahead, 5), 63), 64)) + 1040*quotient(minimum(quotient(8*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + 8*b + ahead, 5), 63), 64) + 32*remainder(8*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + 8*b + ahead, 5) + 66576]
              for t in 0..8 unroll 8 {
                let v12: f32 = h_1[o_3 + 1040*(t_block + 8*ahead + t) + 1040*b]
                let b13: f32x8 = broadcast(v12)
                let v14: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b : 8]
                acc0 = fma(b13, v14, acc0)
                let v15: f32 = h_1[o_3 + 1040*(t_block + 8*ahead + t) + 1040*b + 1]
                let b16: f32x8 = broadcast(v15)
                acc1 = fma(b16, v14, acc1)
                let v17: f32 = h_1[o_3 + 1040*(t_block + 8*ahead + t) + 1040*b + 2]
                let b18: f32x8 = broadcast(v17)
                acc2 = fma(b18, v14, acc2)
                let v19: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b + 8 : 8]
                acc3 = fma(b13, v19, acc3)
                acc4 = fma(b16, v19, acc4)
                acc5 = fma(b18, v19, acc5)
                let v20: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b + 16 : 8]
                acc6 = fma(b13, v20, acc6)
                acc7 = fma(b16, v20, acc7)
                acc8 = fma(b18, v20, acc8)
                let v21: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b + 24 : 8]
                acc9 = fma(b13, v21, acc9)
                acc10 = fma(b16, v21, acc10)
                acc11 = fma(b18, v21, acc11)
              }
            }
            for t_2 in t_block + 64..t_block + 64 {
              let v22: f32 = h_1[o_3 + 1040*t_2 + 1040*b]
              let b23: f32x8 = broadcast(v22)
              let v24: f32x8 = x_2[i_3 + 64*t_2 + 8192*b : 8]
              acc0 = fma(b23, v24, acc0)
              let v25: f32 = h_1[o_3 + 1040*t_2 + 1040*b + 1]
              let b26: f32x8 = broadcast(v25)
              acc1 = fma(b26, v24, acc1)
              let v27: f32 = h_1[o_3 + 1040*t_2 + 1040*b + 2]
              let b28: f32x8 = broadcast(v27)
              acc2 = fma(b28, v24, acc2)
              let v29: f32x8 = x_2[i_3 + 64*t_2 + 8192*b + 8 : 8]
              acc3 = fma(b23, v29, acc3)
              acc4 = fma(b26, v29, acc4)
              acc5 = fma(b28, v29, acc5)
              let v30: f32x8 = x_2[i_3 + 64*t_2 + 8192*b + 16 : 8]
              acc6 = fma(b23, v30, acc6)
              acc7 = fma(b26, v30, acc7)
              acc8 = fma(b28, v30, acc8)
              let v31: f32x8 = x_2[i_3 + 64*t_2 + 8192*b + 24 : 8]
              acc9 = fma(b23, v31, acc9)
              acc10 = fma(b26, v31, acc10)
              acc11 = fma(b28, v31, acc11)
            }
          }
          let s32: f32x8 = y.sum_0[64*o_3 + i_3 : 8] + acc0
          y.sum_0[64*o_3 + i_3 : 8] = s32
          let s33: f32x8 = y.sum_0[64*o_3 + i_3 + 64 : 8] + acc1
          y.sum_0[64*o_3 + i_3 + 64 : 8] = s33
          let s34: f32x8 = y.sum_0[64*o_3 + i_3 + 128 : 8] + acc2
          y.sum_0[64*o_3 + i_3 + 128 : 8] = s34
          let s35: f32x8 = y.sum_0[64*o_3 + i_3 + 8 : 8] + acc3
          y.sum_0[64*o_3 + i_3 + 8 : 8] = s35
          let s36: f32x8 = y.sum_0[64*o_3 + i_3 + 72 : 8] + acc4
          y.sum_0[64*o_3 + i_3 + 72 : 8] = s36
          let s37: f32x8 = y.sum_0[64*o_3 + i_3 + 136 : 8] + acc5
          y.sum_0[64*o_3 + i_3 + 136 : 8] = s37
          let s38: f32x8 = y.sum_0[64*o_3 + i_3 + 16 : 8] + acc6
          y.sum_0[64*o_3 + i_3 + 16 : 8] = s38
          let s39: f32x8 = y.sum_0[64*o_3 + i_3 + 80 : 8] + acc7
          y.sum_0[64*o_3 + i_3 + 80 : 8] = s39
          let s40: f32x8 = y.sum_0[64*o_3 + i_3 + 144 : 8] + acc8
          y.sum_0[64*o_3 + i_3 + 144 : 8] = s40
          let s41: f32x8 = y.sum_0[64*o_3 + i_3 + 24 : 8] + acc9
          y.sum_0[64*o_3 + i_3 + 24 : 8] = s41
          let s42: f32x8 = y.sum_0[64*o_3 + i_3 + 88 : 8] + acc10
          y.sum_0[64*o_3 + i_3 + 88 : 8] = s42
          let s43: f32x8 = y.sum_0[64*o_3 + i_3 + 152 : 8] + acc11
          y.sum_0[64*o_3 + i_3 + 152 : 8] = s43
        }
      }
      for o_4 in 129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3)..minimum(129*chunk + 129, 1024) {
        for i_4 in 0..64 step 32 {
          let acc44: f32x8 = 0
          let acc45: f32x8 = 0
          let acc46: f32x8 = 0
          let acc47: f32x8 = 0
          for b_2 in 0..1 {
            for ahead_2 in 0..8 {
              prefetch h_1[129*chunk + 1040*(t_block + remainder(minimum(quotient(8*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + 8*b_2 + ahead_2, 5), 63), 64)) + 1040*quotient(minimum(quotient(8*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + 8*b_2 + ahead_2, 5), 63), 64) + 32*remainder(8*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + 8*b_2 + ahead_2, 5) + 66560]
              prefetch h_1[129*chunk + 1040*(t_block + remainder(minimum(quotient(8*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + 8*b_2 + ahead_2, 5), 63), 64)) + 1040*quotient(minimum(quotient(8*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + 8*b_2 + ahead_2, 5), 63), 64) + 32*remainder(8*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + 8*b_2 + ahead_2, 5) + 66576]
              for t_3 in 0..8 unroll 8 {
                let v48: f32 = h_1[o_4 + 1040*(t_block + 8*ahead_2 + t_3) + 1040*b_2]
                let b49: f32x8 = broadcast(v48)
                let v50: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_2 : 8]
                acc44 = fma(b49, v50, acc44)
                let v51: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_2 + 8 : 8]
                acc45 = fma(b49, v51, acc45)
                let v52: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_2 + 16 : 8]
                acc46 = fma(b49, v52, acc46)
                let v53: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_2 + 24 : 8]
                acc47 = fma(b49, v53, acc47)
              }
            }
            for t_4 in t_block + 64..t_block + 64 {
              let v54: f32 = h_1[o_4 + 1040*t_4 + 1040*b_2]
              let b55: f32x8 = broadcast(v54)
              let v56: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_2 : 8]
              acc44 = fma(b55, v56, acc44)
              let v57: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_2 + 8 : 8]
              acc45 = fma(b55, v57, acc45)
              let v58: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_2 + 16 : 8]
              acc46 = fma(b55, v58, acc46)
              let v59: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_2 + 24 : 8]
              acc47 = fma(b55, v59, acc47)
            }
          }
          let s60: f32x8 = y.sum_0[64*o_4 + i_4 : 8] + acc44
          y.sum_0[64*o_4 + i_4 : 8] = s60
          let s61: f32x8 = y.sum_0[64*o_4 + i_4 + 8 : 8] + acc45
          y.sum_0[64*o_4 + i_4 + 8 : 8] = s61
          let s62: f32x8 = y.sum_0[64*o_4 + i_4 + 16 : 8] + acc46
          y.sum_0[64*o_4 + i_4 + 16 : 8] = s62
          let s63: f32x8 = y.sum_0[64*o_4 + i_4 + 24 : 8] + acc47
          y.sum_0[64*o_4 + i_4 + 24 : 8] = s63
        }
      }
    }
  }
}

kernel y_2(y.sum_0: f32 in, y_1: f32 out) at "<stdin>:5" {
  parallel chunk in 0..4 {
    for o in 16384*chunk..16384*chunk + 16384 step 32 {
      let v0: f32x8 = y.sum_0[o : 8]
      y_1[o : 8] = v0
      let v1: f32x8 = y.sum_0[o + 8 : 8]
      y_1[o + 8 : 8] = v1
      let v2: f32x8 = y.sum_0[o + 16 : 8]
      y_1[o + 16 : 8] = v2
      let v3: f32x8 = y.sum_0[o + 24 : 8]
      y_1[o + 24 : 8] = v3
    }
  }
}

kernel h_3(g_0: f32 in, h_1: f32 far, B) at "<stdin>:4" {
  parallel chunk in 0..64 {
    for t in 2*chunk..2*chunk + 2 {
      for b in 0..B {
        for o in 0..1024 step 32 {
          let v0: f32x8 = g_0[65536*t + 1024*b + o : 8]
          let v1: f32x8 = minimum(9.1, maximum(-9.1, v0))
          let v2: f32x8 = fma(v1, 2.88539, 12582912)
          let v3: f32x8 = fma(v2 - 12582912, -0.3465736, v1)
          let v4: f32x8 = from_bits(bits(v2) * 8388608 + 1065353216)
          let v5: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v3, 0.13390552), v3, 0.33333635), v3, 0.66666067), v3, 0.99999994) * v3, v3, v3), v4, fma(v4, 0.5, -0.5))
          let v6: f32x8 = v5 / (v5 + 1)
          h_1[66576*t + 1040*b + o : 8] = select(v1 == 0, v1, select(v5 < 0.5, fma(-v5, v6, v5), v6))
          let v7: f32x8 = g_0[65536*t + 1024*b + o + 8 : 8]
          let v8: f32x8 = minimum(9.1, maximum(-9.1, v7))
          let v9: f32x8 = fma(v8, 2.88539, 12582912)
          let v10: f32x8 = fma(v9 - 12582912, -0.3465736, v8)
          let v11: f32x8 = from_bits(bits(v9) * 8388608 + 1065353216)
          let v12: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v10, 0.13390552), v10, 0.33333635), v10, 0.66666067), v10, 0.99999994) * v10, v10, v10), v11, fma(v11, 0.5, -0.5))
          let v13: f32x8 = v12 / (v12 + 1)
          h_1[66576*t + 1040*b + o + 8 : 8] = select(v8 == 0, v8, select(v12 < 0.5, fma(-v12, v13, v12), v13))
          let v14: f32x8 = g_0[65536*t + 1024*b + o + 16 : 8]
          let v15: f32x8 = minimum(9.1, maximum(-9.1, v14))
          let v16: f32x8 = fma(v15, 2.88539, 12582912)
          let v17: f32x8 = fma(v16 - 12582912, -0.3465736, v15)
          let v18: f32x8 = from_bits(bits(v16) * 8388608 + 1065353216)
          let v19: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v17, 0.13390552), v17, 0.33333635), v17, 0.66666067), v17, 0.99999994) * v17, v17, v17), v18, fma(v18, 0.5, -0.5))
          let v20: f32x8 = v19 / (v19 + 1)
          h_1[66576*t + 1040*b + o + 16 : 8] = select(v15 == 0, v15, select(v19 < 0.5, fma(-v19, v20, v19), v20))
          let v21: f32x8 = g_0[65536*t + 1024*b + o + 24 : 8]
          let v22: f32x8 = minimum(9.1, maximum(-9.1, v21))
          let v23: f32x8 = fma(v22, 2.88539, 12582912)
          let v24: f32x8 = fma(v23 - 12582912, -0.3465736, v22)
          let v25: f32x8 = from_bits(bits(v23) * 8388608 + 1065353216)
          let v26: f32x8 = fma(fma(fma(fma(fma(fma(0.044519667, v24, 0.13390552), v24, 0.33333635), v24, 0.66666067), v24, 0.99999994) * v24, v24, v24), v25, fma(v25, 0.5, -0.5))
          let v27: f32x8 = v26 / (v26 + 1)
          h_1[66576*t + 1040*b + o + 24 : 8] = select(v22 == 0, v22, select(v26 < 0.5, fma(-v26, v27, v26), v27))
        }
      }
    }
  }
}

kernel y_4(y.sum_0: f32 inout, h_1: f32 in, x_2: f32 in, B) at "<stdin>:5" {
  parallel chunk in 0..8 {
    for o in 129*chunk..129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3) step 3 {
      for i in 0..64 step 32 {
        y.sum_0[64*o + i : 8] = 0
        y.sum_0[64*o + i + 64 : 8] = 0
        y.sum_0[64*o + i + 128 : 8] = 0
        y.sum_0[64*o + i + 8 : 8] = 0
        y.sum_0[64*o + i + 72 : 8] = 0
        y.sum_0[64*o + i + 136 : 8] = 0
        y.sum_0[64*o + i + 16 : 8] = 0
        y.sum_0[64*o + i + 80 : 8] = 0
        y.sum_0[64*o + i + 144 : 8] = 0
        y.sum_0[64*o + i + 24 : 8] = 0
        y.sum_0[64*o + i + 88 : 8] = 0
        y.sum_0[64*o + i + 152 : 8] = 0
      }
    }
    for o_2 in 129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3)..minimum(129*chunk + 129, 1024) {
      for i_2 in 0..64 step 32 {
        y.sum_0[64*o_2 + i_2 : 8] = 0
        y.sum_0[64*o_2 + i_2 + 8 : 8] = 0
        y.sum_0[64*o_2 + i_2 + 16 : 8] = 0
        y.sum_0[64*o_2 + i_2 + 24 : 8] = 0
      }
    }
    for b_block in 0..B {
      for t_block in 0..128 step 32 {
        for o_3 in 129*chunk..129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3) step 3 {
          for i_3 in 0..64 step 32 {
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
            for ahead in 0..4 {
              prefetch h_1[129*chunk + 66576*(t_block + minimum(quotient(4*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + ahead, 5), 31)) + 1040*b_block + 32*remainder(4*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + ahead, 5) + 2130432]
              prefetch h_1[129*chunk + 66576*(t_block + minimum(quotient(4*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + ahead, 5), 31)) + 1040*b_block + 32*remainder(4*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + ahead, 5) + 2130448]
              prefetch x_2[64*(t_block + minimum(quotient(4*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + ahead, 5), 31)) + 8192*b_block + 16*remainder(4*(2*quotient(o_3 - 129*chunk, 3) + quotient(i_3, 32)) + ahead, 5) + 2048]
              for t in 0..8 unroll 8 {
                let v12: f32 = h_1[o_3 + 66576*(t_block + 8*ahead + t) + 1040*b_block]
                let b13: f32x8 = broadcast(v12)
                let v14: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b_block : 8]
                acc0 = fma(b13, v14, acc0)
                let v15: f32 = h_1[o_3 + 66576*(t_block + 8*ahead + t) + 1040*b_block + 1]
                let b16: f32x8 = broadcast(v15)
                acc1 = fma(b16, v14, acc1)
                let v17: f32 = h_1[o_3 + 66576*(t_block + 8*ahead + t) + 1040*b_block + 2]
                let b18: f32x8 = broadcast(v17)
                acc2 = fma(b18, v14, acc2)
                let v19: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b_block + 8 : 8]
                acc3 = fma(b13, v19, acc3)
                acc4 = fma(b16, v19, acc4)
                acc5 = fma(b18, v19, acc5)
                let v20: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b_block + 16 : 8]
                acc6 = fma(b13, v20, acc6)
                acc7 = fma(b16, v20, acc7)
                acc8 = fma(b18, v20, acc8)
                let v21: f32x8 = x_2[i_3 + 64*(t_block + 8*ahead + t) + 8192*b_block + 24 : 8]
                acc9 = fma(b13, v21, acc9)
                acc10 = fma(b16, v21, acc10)
                acc11 = fma(b18, v21, acc11)
              }
            }
            for t_2 in t_block + 32..t_block + 32 {
              let v22: f32 = h_1[o_3 + 66576*t_2 + 1040*b_block]
              let b23: f32x8 = broadcast(v22)
              let v24: f32x8 = x_2[i_3 + 64*t_2 + 8192*b_block : 8]
              acc0 = fma(b23, v24, acc0)
              let v25: f32 = h_1[o_3 + 66576*t_2 + 1040*b_block + 1]
              let b26: f32x8 = broadcast(v25)
              acc1 = fma(b26, v24, acc1)
              let v27: f32 = h_1[o_3 + 66576*t_2 + 1040*b_block + 2]
              let b28: f32x8 = broadcast(v27)
              acc2 = fma(b28, v24, acc2)
              let v29: f32x8 = x_2[i_3 + 64*t_2 + 8192*b_block + 8 : 8]
              acc3 = fma(b23, v29, acc3)
              acc4 = fma(b26, v29, acc4)
              acc5 = fma(b28, v29, acc5)
              let v30: f32x8 = x_2[i_3 + 64*t_2 + 8192*b_block + 16 : 8]
              acc6 = fma(b23, v30, acc6)
              acc7 = fma(b26, v30, acc7)
              acc8 = fma(b28, v30, acc8)
              let v31: f32x8 = x_2[i_3 + 64*t_2 + 8192*b_block + 24 : 8]
              acc9 = fma(b23, v31, acc9)
              acc10 = fma(b26, v31, acc10)
              acc11 = fma(b28, v31, acc11)
            }
            let s32: f32x8 = y.sum_0[64*o_3 + i_3 : 8] + acc0
            y.sum_0[64*o_3 + i_3 : 8] = s32
            let s33: f32x8 = y.sum_0[64*o_3 + i_3 + 64 : 8] + acc1
            y.sum_0[64*o_3 + i_3 + 64 : 8] = s33
            let s34: f32x8 = y.sum_0[64*o_3 + i_3 + 128 : 8] + acc2
            y.sum_0[64*o_3 + i_3 + 128 : 8] = s34
            let s35: f32x8 = y.sum_0[64*o_3 + i_3 + 8 : 8] + acc3
            y.sum_0[64*o_3 + i_3 + 8 : 8] = s35
            let s36: f32x8 = y.sum_0[64*o_3 + i_3 + 72 : 8] + acc4
            y.sum_0[64*o_3 + i_3 + 72 : 8] = s36
            let s37: f32x8 = y.sum_0[64*o_3 + i_3 + 136 : 8] + acc5
            y.sum_0[64*o_3 + i_3 + 136 : 8] = s37
            let s38: f32x8 = y.sum_0[64*o_3 + i_3 + 16 : 8] + acc6
            y.sum_0[64*o_3 + i_3 + 16 : 8] = s38
            let s39: f32x8 = y.sum_0[64*o_3 + i_3 + 80 : 8] + acc7
            y.sum_0[64*o_3 + i_3 + 80 : 8] = s39
            let s40: f32x8 = y.sum_0[64*o_3 + i_3 + 144 : 8] + acc8
            y.sum_0[64*o_3 + i_3 + 144 : 8] = s40
            let s41: f32x8 = y.sum_0[64*o_3 + i_3 + 24 : 8] + acc9
            y.sum_0[64*o_3 + i_3 + 24 : 8] = s41
            let s42: f32x8 = y.sum_0[64*o_3 + i_3 + 88 : 8] + acc10
            y.sum_0[64*o_3 + i_3 + 88 : 8] = s42
            let s43: f32x8 = y.sum_0[64*o_3 + i_3 + 152 : 8] + acc11
            y.sum_0[64*o_3 + i_3 + 152 : 8] = s43
          }
        }
        for o_4 in 129*chunk + 3*quotient(minimum(129*chunk + 129, 1024) - 129*chunk, 3)..minimum(129*chunk + 129, 1024) {
          for i_4 in 0..64 step 32 {
            let acc44: f32x8 = 0
            let acc45: f32x8 = 0
            let acc46: f32x8 = 0
            let acc47: f32x8 = 0
            for ahead_2 in 0..4 {
              prefetch h_1[129*chunk + 66576*(t_block + minimum(quotient(4*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + ahead_2, 5), 31)) + 1040*b_block + 32*remainder(4*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + ahead_2, 5) + 2130432]
              prefetch h_1[129*chunk + 66576*(t_block + minimum(quotient(4*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + ahead_2, 5), 31)) + 1040*b_block + 32*remainder(4*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + ahead_2, 5) + 2130448]
              prefetch x_2[64*(t_block + minimum(quotient(4*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + ahead_2, 5), 31)) + 8192*b_block + 16*remainder(4*(2*quotient(o_4 - 129*chunk, 3) + quotient(i_4, 32)) + ahead_2, 5) + 2048]
              for t_3 in 0..8 unroll 8 {
                let v48: f32 = h_1[o_4 + 66576*(t_block + 8*ahead_2 + t_3) + 1040*b_block]
                let b49: f32x8 = broadcast(v48)
                let v50: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_block : 8]
                acc44 = fma(b49, v50, acc44)
                let v51: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_block + 8 : 8]
                acc45 = fma(b49, v51, acc45)
                let v52: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_block + 16 : 8]
                acc46 = fma(b49, v52, acc46)
                let v53: f32x8 = x_2[i_4 + 64*(t_block + 8*ahead_2 + t_3) + 8192*b_block + 24 : 8]
                acc47 = fma(b49, v53, acc47)
              }
            }
            for t_4 in t_block + 32..t_block + 32 {
              let v54: f32 = h_1[o_4 + 66576*t_4 + 1040*b_block]
              let b55: f32x8 = broadcast(v54)
              let v56: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_block : 8]
              acc44 = fma(b55, v56, acc44)
              let v57: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_block + 8 : 8]
              acc45 = fma(b55, v57, acc45)
              let v58: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_block + 16 : 8]
              acc46 = fma(b55, v58, acc46)
              let v59: f32x8 = x_2[i_4 + 64*t_4 + 8192*b_block + 24 : 8]
              acc47 = fma(b55, v59, acc47)
            }
            let s60: f32x8 = y.sum_0[64*o_4 + i_4 : 8] + acc44
            y.sum_0[64*o_4 + i_4 : 8] = s60
            let s61: f32x8 = y.sum_0[64*o_4 + i_4 + 8 : 8] + acc45
            y.sum_0[64*o_4 + i_4 + 8 : 8] = s61
            let s62: f32x8 = y.sum_0[64*o_4 + i_4 + 16 : 8] + acc46
            y.sum_0[64*o_4 + i_4 + 16 : 8] = s62
            let s63: f32x8 = y.sum_0[64*o_4 + i_4 + 24 : 8] + acc47
            y.sum_0[64*o_4 + i_4 + 24 : 8] = s63
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
  input "x": f32[B, 128, 64]
  input "g": f32[128, B, 1024]
  output "y": f32[1024, 64]
  workspace 794752
  buffer g_0: f32[131072] at input 1
  buffer h_1: f32[133120] at workspace 0
  buffer y.sum_2: f32[65536] at workspace 532544
  buffer x_3: f32[8192] at input 0
  buffer y_4: f32[65536] at output 0
  call h_0(g_0, h_1) as "h" at "<stdin>:4" cost 2621440, 1048576, 7361003.5200000005
  call y_1(y.sum_2, h_1, x_3) as "y" at "<stdin>:5" cost 16777216, 819200, 19018869.71968504
  call y_2(y.sum_2, y_4) as "y" at "<stdin>:5" cost 0, 524288, 1048576
}

entry predict "predict_B64" {
  symbol B = 64
  input "x": f32[B, 128, 64]
  input "g": f32[128, B, 1024]
  output "y": f32[1024, 64]
  workspace 34349184
  buffer g_0: f32[8388608] at input 1
  buffer h_1: f32[8521728] at workspace 0
  buffer y.sum_2: f32[65536] at workspace 34086976
  buffer x_3: f32[524288] at input 0
  buffer y_4: f32[65536] at output 0
  call h_3(g_0, h_1, B) as "h" at "<stdin>:4" cost 2621440, 1048576, 10380902.4
  call y_4(y.sum_2, h_1, x_3, B) as "y" at "<stdin>:5" cost 16777216, 561152, 20023096.239370078
  call y_2(y.sum_2, y_4) as "y" at "<stdin>:5" cost 0, 8192, 16384
}
