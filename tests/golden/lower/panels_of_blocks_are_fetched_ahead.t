# netc emit --stage loops --cpu znver4 --bind B=16
# While the tiles of a panel of weights add up a block of the sum, the next panel is on its way.
net f(x: f32[B, 9216]) -> y {
  y = x |> dense(4096)
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu znver4"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma,avx512f,avx512vl,avx512bw,avx512dq,avx512cd"
  fingerprint 0x2fc409fb39caafc7
  weights 151011328
  prepared 150994944
  tensor "dense1.weight": f32[4096, 9216] at 0, trained
  tensor "dense1.bias": f32[4096] at 150994944, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel dense1_weight_start_0(dense1.weight_0: f32 out, key) at "<stdin>:4" of "dense1" {
  parallel chunk in 0..64 {
    for i in 64*chunk..64*chunk + 64 {
      for j in 0..9216 step 64 {
        let v0: f32x16 = random(key, 0, lanes(j + 9216*i : 16))
        let v1: boolx16 = v0 < 1e-36
        let v2: f32x16 = select(v1, v0 * 16777216, v0)
        let v3: i32x16 = (bits(v2 * 0.75) >> 23 and 255) - 127 + 1
        let v4: f32x16 = from_bits(bits(v2) - v3 * 8388608) - 1
        let v5: f32x16 = v4 * v4
        let v6: f32x16 = 6.2831855 * random(key, 1, lanes(j + 9216*i : 16))
        let v7: f32x16 = floor(fma(v6, 0.63661975, 0.5))
        let v8: f32x16 = v7 + 1
        let v9: f32x16 = v8 - 4 * floor(0.25 * v8)
        let v10: f32x16 = minimum(1.1, maximum(-1.1, fma(v7, -5.3903025e-15, fma(v7, -7.5497894e-08, fma(v7, -1.5707963, v6)))))
        let v11: f32x16 = v10 * v10
        let v12: f32x16 = select(v9 == 1 or v9 == 3, fma(fma(fma(fma(2.4467707e-05, v11, -0.001388773), v11, 0.041666657), v11, -0.5), v11, 1), fma(fma(fma(fma(2.8656796e-06, v11, -0.00019855992), v11, 0.008333386), v11, -0.16666667) * v11, v10, v10))
        dense1.weight_0[9216*i + j : 16] = 0.014731391 * sqrt(-2 * select(v0 == 0, -inf, select(v0 < 0, nan, select(v0 < inf, fma(f32x16(v3) - f32x16(select(v1, i32x16(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v5, 0.13981485), v5, 0.20012034), v4, fma(fma(fma(-0.13031006, v5, -0.12148351), v5, -0.16684613), v5, -0.2499962)), v4, 0.33333197), v4, -0.5), v5, v4)), v0)))) * select(1 < v9, -v12, v12)
        let v13: f32x16 = random(key, 0, lanes(j + 9216*i + 16 : 16))
        let v14: boolx16 = v13 < 1e-36
        let v15: f32x16 = select(v14, v13 * 16777216, v13)
        let v16: i32x16 = (bits(v15 * 0.75) >> 23 and 255) - 127 + 1
        let v17: f32x16 = from_bits(bits(v15) - v16 * 8388608) - 1
        let v18: f32x16 = v17 * v17
        let v19: f32x16 = 6.2831855 * random(key, 1, lanes(j + 9216*i + 16 : 16))
        let v20: f32x16 = floor(fma(v19, 0.63661975, 0.5))
        let v21: f32x16 = v20 + 1
        let v22: f32x16 = v21 - 4 * floor(0.25 * v21)
        let v23: f32x16 = minimum(1.1, maximum(-1.1, fma(v20, -5.3903025e-15, fma(v20, -7.5497894e-08, fma(v20, -1.5707963, v19)))))
        let v24: f32x16 = v23 * v23
        let v25: f32x16 = select(v22 == 1 or v22 == 3, fma(fma(fma(fma(2.4467707e-05, v24, -0.001388773), v24, 0.041666657), v24, -0.5), v24, 1), fma(fma(fma(fma(2.8656796e-06, v24, -0.00019855992), v24, 0.008333386), v24, -0.16666667) * v24, v23, v23))
        dense1.weight_0[9216*i + j + 16 : 16] = 0.014731391 * sqrt(-2 * select(v13 == 0, -inf, select(v13 < 0, nan, select(v13 < inf, fma(f32x16(v16) - f32x16(select(v14, i32x16(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v18, 0.13981485), v18, 0.20012034), v17, fma(fma(fma(-0.13031006, v18, -0.12148351), v18, -0.16684613), v18, -0.2499962)), v17, 0.33333197), v17, -0.5), v18, v17)), v13)))) * select(1 < v22, -v25, v25)
        let v26: f32x16 = random(key, 0, lanes(j + 9216*i + 32 : 16))
        let v27: boolx16 = v26 < 1e-36
        let v28: f32x16 = select(v27, v26 * 16777216, v26)
        let v29: i32x16 = (bits(v28 * 0.75) >> 23 and 255) - 127 + 1
        let v30: f32x16 = from_bits(bits(v28) - v29 * 8388608) - 1
        let v31: f32x16 = v30 * v30
        let v32: f32x16 = 6.2831855 * random(key, 1, lanes(j + 9216*i + 32 : 16))
        let v33: f32x16 = floor(fma(v32, 0.63661975, 0.5))
        let v34: f32x16 = v33 + 1
        let v35: f32x16 = v34 - 4 * floor(0.25 * v34)
        let v36: f32x16 = minimum(1.1, maximum(-1.1, fma(v33, -5.3903025e-15, fma(v33, -7.5497894e-08, fma(v33, -1.5707963, v32)))))
        let v37: f32x16 = v36 * v36
        let v38: f32x16 = select(v35 == 1 or v35 == 3, fma(fma(fma(fma(2.4467707e-05, v37, -0.001388773), v37, 0.041666657), v37, -0.5), v37, 1), fma(fma(fma(fma(2.8656796e-06, v37, -0.00019855992), v37, 0.008333386), v37, -0.16666667) * v37, v36, v36))
        dense1.weight_0[9216*i + j + 32 : 16] = 0.014731391 * sqrt(-2 * select(v26 == 0, -inf, select(v26 < 0, nan, select(v26 < inf, fma(f32x16(v29) - f32x16(select(v27, i32x16(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v31, 0.13981485), v31, 0.20012034), v30, fma(fma(fma(-0.13031006, v31, -0.12148351), v31, -0.16684613), v31, -0.2499962)), v30, 0.33333197), v30, -0.5), v31, v30)), v26)))) * select(1 < v35, -v38, v38)
        let v39: f32x16 = random(key, 0, lanes(j + 9216*i + 48 : 16))
        let v40: boolx16 = v39 < 1e-36
        let v41: f32x16 = select(v40, v39 * 16777216, v39)
        let v42: i32x16 = (bits(v41 * 0.75) >> 23 and 255) - 127 + 1
        let v43: f32x16 = from_bits(bits(v41) - v42 * 8388608) - 1
        let v44: f32x16 = v43 * v43
        let v45: f32x16 = 6.2831855 * random(key, 1, lanes(j + 9216*i + 48 : 16))
        let v46: f32x16 = floor(fma(v45, 0.63661975, 0.5))
        let v47: f32x16 = v46 + 1
        let v48: f32x16 = v47 - 4 * floor(0.25 * v47)
        let v49: f32x16 = minimum(1.1, maximum(-1.1, fma(v46, -5.3903025e-15, fma(v46, -7.5497894e-08, fma(v46, -1.5707963, v45)))))
        let v50: f32x16 = v49 * v49
        let v51: f32x16 = select(v48 == 1 or v48 == 3, fma(fma(fma(fma(2.4467707e-05, v50, -0.001388773), v50, 0.041666657), v50, -0.5), v50, 1), fma(fma(fma(fma(2.8656796e-06, v50, -0.00019855992), v50, 0.008333386), v50, -0.16666667) * v50, v49, v49))
        dense1.weight_0[9216*i + j + 48 : 16] = 0.014731391 * sqrt(-2 * select(v39 == 0, -inf, select(v39 < 0, nan, select(v39 < inf, fma(f32x16(v42) - f32x16(select(v40, i32x16(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v44, 0.13981485), v44, 0.20012034), v43, fma(fma(fma(-0.13031006, v44, -0.12148351), v44, -0.16684613), v44, -0.2499962)), v43, 0.33333197), v43, -0.5), v44, v43)), v39)))) * select(1 < v48, -v51, v51)
      }
    }
  }
}

kernel dense1_bias_start_1(dense1.bias_0: f32 out) at "<stdin>:4" of "dense1" {
  for i in 0..4096 step 64 {
    dense1.bias_0[i : 16] = 0
    dense1.bias_0[i + 16 : 16] = 0
    dense1.bias_0[i + 32 : 16] = 0
    dense1.bias_0[i + 48 : 16] = 0
  }
}

kernel dense1_weight_copy_2(dense1.weight_0: f32 in, dense1.weight.copy_1: f32 out) at "<stdin>:4" of "dense1" {
  parallel chunk in 0..64 {
    for i in 64*chunk..64*chunk + 64 {
      for j in 0..9216 step 64 {
        let v0: f32x16 = dense1.weight_0[9216*i + j : 16]
        dense1.weight.copy_1[64*j + 589824*quotient(i, 64) + remainder(i, 64) : 16 by 64] = v0
        let v1: f32x16 = dense1.weight_0[9216*i + j + 16 : 16]
        dense1.weight.copy_1[64*j + 589824*quotient(i, 64) + remainder(i, 64) + 1024 : 16 by 64] = v1
        let v2: f32x16 = dense1.weight_0[9216*i + j + 32 : 16]
        dense1.weight.copy_1[64*j + 589824*quotient(i, 64) + remainder(i, 64) + 2048 : 16 by 64] = v2
        let v3: f32x16 = dense1.weight_0[9216*i + j + 48 : 16]
        dense1.weight.copy_1[64*j + 589824*quotient(i, 64) + remainder(i, 64) + 3072 : 16 by 64] = v3
      }
    }
  }
}

kernel dense1_sum_dense1_y_3(x_0: f32 in, dense1.weight.copy_1: f32 in, dense1.bias_2: f32 in, dense1.y_3: f32 out) at "<stdin>:4" of "dense1" {
  parallel chunk in 0..64 {
    let acc0: f32x16 = 0
    let acc1: f32x16 = 0
    let acc2: f32x16 = 0
    let acc3: f32x16 = 0
    for i in 0..9216 unroll 4 {
      let v4: f32 = x_0[i]
      let b5: f32x16 = broadcast(v4)
      let v6: f32x16 = dense1.weight.copy_1[64*i + 589824*chunk + remainder(64*chunk, 64) : 16]
      acc0 = fma(b5, v6, acc0)
      let v7: f32x16 = dense1.weight.copy_1[64*i + 589824*chunk + remainder(64*chunk, 64) + 16 : 16]
      acc1 = fma(b5, v7, acc1)
      let v8: f32x16 = dense1.weight.copy_1[64*i + 589824*chunk + remainder(64*chunk, 64) + 32 : 16]
      acc2 = fma(b5, v8, acc2)
      let v9: f32x16 = dense1.weight.copy_1[64*i + 589824*chunk + remainder(64*chunk, 64) + 48 : 16]
      acc3 = fma(b5, v9, acc3)
    }
    let v10: f32x16 = dense1.bias_2[64*chunk : 16]
    dense1.y_3[64*chunk : 16] = acc0 + v10
    let v11: f32x16 = dense1.bias_2[64*chunk + 16 : 16]
    dense1.y_3[64*chunk + 16 : 16] = acc1 + v11
    let v12: f32x16 = dense1.bias_2[64*chunk + 32 : 16]
    dense1.y_3[64*chunk + 32 : 16] = acc2 + v12
    let v13: f32x16 = dense1.bias_2[64*chunk + 48 : 16]
    dense1.y_3[64*chunk + 48 : 16] = acc3 + v13
  }
}

kernel dense1_sum_4(dense1.sum_0: f32 inout, dense1.weight.copy_1: f32 in, x_2: f32 in, B) at "<stdin>:4" of "dense1" {
  parallel chunk in 0..8 {
    for o in 512*chunk..512*chunk + 512 step 64 {
      for j in 0..4*quotient(B, 4) step 4 {
        dense1.sum_0[4096*j + o : 16] = 0
        dense1.sum_0[4096*j + o + 16 : 16] = 0
        dense1.sum_0[4096*j + o + 32 : 16] = 0
        dense1.sum_0[4096*j + o + 48 : 16] = 0
        dense1.sum_0[4096*j + o + 4096 : 16] = 0
        dense1.sum_0[4096*j + o + 4112 : 16] = 0
        dense1.sum_0[4096*j + o + 4128 : 16] = 0
        dense1.sum_0[4096*j + o + 4144 : 16] = 0
        dense1.sum_0[4096*j + o + 8192 : 16] = 0
        dense1.sum_0[4096*j + o + 8208 : 16] = 0
        dense1.sum_0[4096*j + o + 8224 : 16] = 0
        dense1.sum_0[4096*j + o + 8240 : 16] = 0
        dense1.sum_0[4096*j + o + 12288 : 16] = 0
        dense1.sum_0[4096*j + o + 12304 : 16] = 0
        dense1.sum_0[4096*j + o + 12320 : 16] = 0
        dense1.sum_0[4096*j + o + 12336 : 16] = 0
      }
      for j_2 in 4*quotient(B, 4)..B {
        dense1.sum_0[4096*j_2 + o : 16] = 0
        dense1.sum_0[4096*j_2 + o + 16 : 16] = 0
        dense1.sum_0[4096*j_2 + o + 32 : 16] = 0
        dense1.sum_0[4096*j_2 + o + 48 : 16] = 0
      }
    }
    for i_block in 0..9216 step 1152 {
      for o_2 in 512*chunk..512*chunk + 512 step 64 {
        for j_3 in 0..4*quotient(B, 4) step 4 {
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
          for ahead in 0..144 {
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead)]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 16]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 32]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 48]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 64]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 80]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 96]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_3, 4) + ahead) + 112]
            for i in 0..8 unroll 8 {
              let v16: f32 = x_2[9216*j_3 + (i_block + 8*ahead + i)]
              let b17: f32x16 = broadcast(v16)
              let v18: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead + i) + 589824*quotient(o_2, 64) + remainder(o_2, 64) : 16]
              acc0 = fma(b17, v18, acc0)
              let v19: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead + i) + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 16 : 16]
              acc1 = fma(b17, v19, acc1)
              let v20: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead + i) + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 32 : 16]
              acc2 = fma(b17, v20, acc2)
              let v21: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead + i) + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 48 : 16]
              acc3 = fma(b17, v21, acc3)
              let v22: f32 = x_2[9216*j_3 + (i_block + 8*ahead + i) + 9216]
              let b23: f32x16 = broadcast(v22)
              acc4 = fma(b23, v18, acc4)
              acc5 = fma(b23, v19, acc5)
              acc6 = fma(b23, v20, acc6)
              acc7 = fma(b23, v21, acc7)
              let v24: f32 = x_2[9216*j_3 + (i_block + 8*ahead + i) + 18432]
              let b25: f32x16 = broadcast(v24)
              acc8 = fma(b25, v18, acc8)
              acc9 = fma(b25, v19, acc9)
              acc10 = fma(b25, v20, acc10)
              acc11 = fma(b25, v21, acc11)
              let v26: f32 = x_2[9216*j_3 + (i_block + 8*ahead + i) + 27648]
              let b27: f32x16 = broadcast(v26)
              acc12 = fma(b27, v18, acc12)
              acc13 = fma(b27, v19, acc13)
              acc14 = fma(b27, v20, acc14)
              acc15 = fma(b27, v21, acc15)
            }
          }
          for i_2 in i_block + 1152..i_block + 1152 {
            let v28: f32 = x_2[9216*j_3 + i_2]
            let b29: f32x16 = broadcast(v28)
            let v30: f32x16 = dense1.weight.copy_1[64*i_2 + 589824*quotient(o_2, 64) + remainder(o_2, 64) : 16]
            acc0 = fma(b29, v30, acc0)
            let v31: f32x16 = dense1.weight.copy_1[64*i_2 + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 16 : 16]
            acc1 = fma(b29, v31, acc1)
            let v32: f32x16 = dense1.weight.copy_1[64*i_2 + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 32 : 16]
            acc2 = fma(b29, v32, acc2)
            let v33: f32x16 = dense1.weight.copy_1[64*i_2 + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 48 : 16]
            acc3 = fma(b29, v33, acc3)
            let v34: f32 = x_2[9216*j_3 + i_2 + 9216]
            let b35: f32x16 = broadcast(v34)
            acc4 = fma(b35, v30, acc4)
            acc5 = fma(b35, v31, acc5)
            acc6 = fma(b35, v32, acc6)
            acc7 = fma(b35, v33, acc7)
            let v36: f32 = x_2[9216*j_3 + i_2 + 18432]
            let b37: f32x16 = broadcast(v36)
            acc8 = fma(b37, v30, acc8)
            acc9 = fma(b37, v31, acc9)
            acc10 = fma(b37, v32, acc10)
            acc11 = fma(b37, v33, acc11)
            let v38: f32 = x_2[9216*j_3 + i_2 + 27648]
            let b39: f32x16 = broadcast(v38)
            acc12 = fma(b39, v30, acc12)
            acc13 = fma(b39, v31, acc13)
            acc14 = fma(b39, v32, acc14)
            acc15 = fma(b39, v33, acc15)
          }
          let s40: f32x16 = dense1.sum_0[4096*j_3 + o_2 : 16] + acc0
          dense1.sum_0[4096*j_3 + o_2 : 16] = s40
          let s41: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 16 : 16] + acc1
          dense1.sum_0[4096*j_3 + o_2 + 16 : 16] = s41
          let s42: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 32 : 16] + acc2
          dense1.sum_0[4096*j_3 + o_2 + 32 : 16] = s42
          let s43: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 48 : 16] + acc3
          dense1.sum_0[4096*j_3 + o_2 + 48 : 16] = s43
          let s44: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 4096 : 16] + acc4
          dense1.sum_0[4096*j_3 + o_2 + 4096 : 16] = s44
          let s45: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 4112 : 16] + acc5
          dense1.sum_0[4096*j_3 + o_2 + 4112 : 16] = s45
          let s46: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 4128 : 16] + acc6
          dense1.sum_0[4096*j_3 + o_2 + 4128 : 16] = s46
          let s47: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 4144 : 16] + acc7
          dense1.sum_0[4096*j_3 + o_2 + 4144 : 16] = s47
          let s48: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 8192 : 16] + acc8
          dense1.sum_0[4096*j_3 + o_2 + 8192 : 16] = s48
          let s49: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 8208 : 16] + acc9
          dense1.sum_0[4096*j_3 + o_2 + 8208 : 16] = s49
          let s50: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 8224 : 16] + acc10
          dense1.sum_0[4096*j_3 + o_2 + 8224 : 16] = s50
          let s51: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 8240 : 16] + acc11
          dense1.sum_0[4096*j_3 + o_2 + 8240 : 16] = s51
          let s52: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 12288 : 16] + acc12
          dense1.sum_0[4096*j_3 + o_2 + 12288 : 16] = s52
          let s53: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 12304 : 16] + acc13
          dense1.sum_0[4096*j_3 + o_2 + 12304 : 16] = s53
          let s54: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 12320 : 16] + acc14
          dense1.sum_0[4096*j_3 + o_2 + 12320 : 16] = s54
          let s55: f32x16 = dense1.sum_0[4096*j_3 + o_2 + 12336 : 16] + acc15
          dense1.sum_0[4096*j_3 + o_2 + 12336 : 16] = s55
        }
        for j_4 in 4*quotient(B, 4)..B {
          let acc56: f32x16 = 0
          let acc57: f32x16 = 0
          let acc58: f32x16 = 0
          let acc59: f32x16 = 0
          for ahead_2 in 0..144 {
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2)]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 16]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 32]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 48]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 64]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 80]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 96]
            prefetch far dense1.weight.copy_1[64*i_block + 589824*quotient(o_2 + 64, 64) + remainder(o_2 + 64, 64) + 128*(144*quotient(j_4, 4) + ahead_2) + 112]
            for i_3 in 0..8 unroll 8 {
              let v60: f32 = x_2[9216*j_4 + (i_block + 8*ahead_2 + i_3)]
              let b61: f32x16 = broadcast(v60)
              let v62: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead_2 + i_3) + 589824*quotient(o_2, 64) + remainder(o_2, 64) : 16]
              acc56 = fma(b61, v62, acc56)
              let v63: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead_2 + i_3) + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 16 : 16]
              acc57 = fma(b61, v63, acc57)
              let v64: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead_2 + i_3) + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 32 : 16]
              acc58 = fma(b61, v64, acc58)
              let v65: f32x16 = dense1.weight.copy_1[64*(i_block + 8*ahead_2 + i_3) + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 48 : 16]
              acc59 = fma(b61, v65, acc59)
            }
          }
          for i_4 in i_block + 1152..i_block + 1152 {
            let v66: f32 = x_2[9216*j_4 + i_4]
            let b67: f32x16 = broadcast(v66)
            let v68: f32x16 = dense1.weight.copy_1[64*i_4 + 589824*quotient(o_2, 64) + remainder(o_2, 64) : 16]
            acc56 = fma(b67, v68, acc56)
            let v69: f32x16 = dense1.weight.copy_1[64*i_4 + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 16 : 16]
            acc57 = fma(b67, v69, acc57)
            let v70: f32x16 = dense1.weight.copy_1[64*i_4 + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 32 : 16]
            acc58 = fma(b67, v70, acc58)
            let v71: f32x16 = dense1.weight.copy_1[64*i_4 + 589824*quotient(o_2, 64) + remainder(o_2, 64) + 48 : 16]
            acc59 = fma(b67, v71, acc59)
          }
          let s72: f32x16 = dense1.sum_0[4096*j_4 + o_2 : 16] + acc56
          dense1.sum_0[4096*j_4 + o_2 : 16] = s72
          let s73: f32x16 = dense1.sum_0[4096*j_4 + o_2 + 16 : 16] + acc57
          dense1.sum_0[4096*j_4 + o_2 + 16 : 16] = s73
          let s74: f32x16 = dense1.sum_0[4096*j_4 + o_2 + 32 : 16] + acc58
          dense1.sum_0[4096*j_4 + o_2 + 32 : 16] = s74
          let s75: f32x16 = dense1.sum_0[4096*j_4 + o_2 + 48 : 16] + acc59
          dense1.sum_0[4096*j_4 + o_2 + 48 : 16] = s75
        }
      }
    }
  }
}

kernel dense1_y_5(dense1.sum_0: f32 in, dense1.bias_1: f32 in, dense1.y_2: f32 out, B) at "<stdin>:4" of "dense1" {
  parallel chunk in 0..quotient(B + 3, 4) {
    for j in 4*chunk..minimum(4*chunk + 4, B) {
      for o in 0..4096 step 64 {
        let v0: f32x16 = dense1.sum_0[4096*j + o : 16]
        let v1: f32x16 = dense1.bias_1[o : 16]
        dense1.y_2[4096*j + o : 16] = v0 + v1
        let v2: f32x16 = dense1.sum_0[4096*j + o + 16 : 16]
        let v3: f32x16 = dense1.bias_1[o + 16 : 16]
        dense1.y_2[4096*j + o + 16 : 16] = v2 + v3
        let v4: f32x16 = dense1.sum_0[4096*j + o + 32 : 16]
        let v5: f32x16 = dense1.bias_1[o + 32 : 16]
        dense1.y_2[4096*j + o + 32 : 16] = v4 + v5
        let v6: f32x16 = dense1.sum_0[4096*j + o + 48 : 16]
        let v7: f32x16 = dense1.bias_1[o + 48 : 16]
        dense1.y_2[4096*j + o + 48 : 16] = v6 + v7
      }
    }
  }
}

entry initialize "initialize" {
  buffer dense1.weight_0: f32[37748736] at weights 0
  buffer dense1.bias_1: f32[4096] at weights 150994944
  call dense1_weight_start_0(dense1.weight_0, 0x451cb8190f9074c1) as "dense1.weight.start" at "<stdin>:4" of "dense1" cost 3321888768, 150994944, 7379877888
  call dense1_bias_start_1(dense1.bias_1) as "dense1.bias.start" at "<stdin>:4" of "dense1" cost 0, 16384, 32768
}

entry prepare "prepare" {
  buffer dense1.weight_0: f32[37748736] at weights 0
  buffer dense1.weight.copy_1: f32[37748736] at prepared 0
  buffer dense1.weight_2: f32[37748736] at weights 0
  call dense1_weight_copy_2(dense1.weight_0, dense1.weight.copy_1) as "dense1.weight.copy" at "<stdin>:4" of "dense1" cost 0, 301989888, 3835271577.6
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 9216]
  output "y": f32[B, 4096]
  buffer x_0: f32[9216] at input 0
  buffer dense1.weight.copy_1: f32[37748736] at prepared 0
  buffer dense1.bias_2: f32[4096] at weights 150994944
  buffer dense1.y_3: f32[4096] at output 0
  call dense1_sum_dense1_y_3(x_0, dense1.weight.copy_1, dense1.bias_2, dense1.y_3) as "dense1.sum+dense1.y" at "<stdin>:4" of "dense1" cost 75497472, 151064576, 1208516608
}

entry predict "predict_B16" {
  symbol B = 16
  input "x": f32[B, 9216]
  output "y": f32[B, 4096]
  workspace 262208
  buffer dense1.sum_0: f32[65536] at workspace 0
  buffer dense1.weight.copy_1: f32[37748736] at prepared 0
  buffer x_2: f32[147456] at input 0
  buffer dense1.bias_3: f32[4096] at weights 150994944
  buffer dense1.y_4: f32[65536] at output 0
  call dense1_sum_4(dense1.sum_0, dense1.weight.copy_1, x_2, B) as "dense1.sum" at "<stdin>:4" of "dense1" cost 75497472, 9491456, 115360460.8
  call dense1_y_5(dense1.sum_0, dense1.bias_3, dense1.y_4, B) as "dense1.y" at "<stdin>:4" of "dense1" cost 4096, 33792, 67584
}
