# netc emit --stage loops --cpu x86-64-v3 --bind B=1024
# What the stores read from beyond the caches is asked for row by row of the tile while its sum runs.
net f(x: f32[B, 64], z: f32[B, 256]) -> y {
  param w: [64, 256] ~ normal(0, 1)
  s[b, j] = sum(i) x[b, i]*w[i, j]
  y = s + z
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  fingerprint 0xc12c8cddb41e47b8
  weights 65536
  tensor "w": f32[64, 256] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel w_start_0(w_0: f32 out, key) at "<stdin>:4" {
  parallel chunk in 0..4 {
    for i in 16*chunk..16*chunk + 16 {
      for j in 0..256 step 32 {
        let v0: f32x8 = random(key, 0, lanes(j + 256*i : 8))
        let v1: boolx8 = v0 < 1e-36
        let v2: f32x8 = select(v1, v0 * 16777216, v0)
        let v3: i32x8 = (bits(v2 * 0.75) >> 23 and 255) - 127 + 1
        let v4: f32x8 = from_bits(bits(v2) - v3 * 8388608) - 1
        let v5: f32x8 = v4 * v4
        let v6: f32x8 = 6.2831855 * random(key, 1, lanes(j + 256*i : 8))
        let v7: f32x8 = floor(fma(v6, 0.63661975, 0.5))
        let v8: f32x8 = v7 + 1
        let v9: f32x8 = v8 - 4 * floor(0.25 * v8)
        let v10: f32x8 = minimum(1.1, maximum(-1.1, fma(v7, -5.3903025e-15, fma(v7, -7.5497894e-08, fma(v7, -1.5707963, v6)))))
        let v11: f32x8 = v10 * v10
        let v12: f32x8 = select(v9 == 1 or v9 == 3, fma(fma(fma(fma(2.4467707e-05, v11, -0.001388773), v11, 0.041666657), v11, -0.5), v11, 1), fma(fma(fma(fma(2.8656796e-06, v11, -0.00019855992), v11, 0.008333386), v11, -0.16666667) * v11, v10, v10))
        w_0[256*i + j : 8] = sqrt(-2 * select(v0 == 0, -inf, select(v0 < 0, nan, select(v0 < inf, fma(f32x8(v3) - f32x8(select(v1, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v5, 0.13981485), v5, 0.20012034), v4, fma(fma(fma(-0.13031006, v5, -0.12148351), v5, -0.16684613), v5, -0.2499962)), v4, 0.33333197), v4, -0.5), v5, v4)), v0)))) * select(1 < v9, -v12, v12)
        let v13: f32x8 = random(key, 0, lanes(j + 256*i + 8 : 8))
        let v14: boolx8 = v13 < 1e-36
        let v15: f32x8 = select(v14, v13 * 16777216, v13)
        let v16: i32x8 = (bits(v15 * 0.75) >> 23 and 255) - 127 + 1
        let v17: f32x8 = from_bits(bits(v15) - v16 * 8388608) - 1
        let v18: f32x8 = v17 * v17
        let v19: f32x8 = 6.2831855 * random(key, 1, lanes(j + 256*i + 8 : 8))
        let v20: f32x8 = floor(fma(v19, 0.63661975, 0.5))
        let v21: f32x8 = v20 + 1
        let v22: f32x8 = v21 - 4 * floor(0.25 * v21)
        let v23: f32x8 = minimum(1.1, maximum(-1.1, fma(v20, -5.3903025e-15, fma(v20, -7.5497894e-08, fma(v20, -1.5707963, v19)))))
        let v24: f32x8 = v23 * v23
        let v25: f32x8 = select(v22 == 1 or v22 == 3, fma(fma(fma(fma(2.4467707e-05, v24, -0.001388773), v24, 0.041666657), v24, -0.5), v24, 1), fma(fma(fma(fma(2.8656796e-06, v24, -0.00019855992), v24, 0.008333386), v24, -0.16666667) * v24, v23, v23))
        w_0[256*i + j + 8 : 8] = sqrt(-2 * select(v13 == 0, -inf, select(v13 < 0, nan, select(v13 < inf, fma(f32x8(v16) - f32x8(select(v14, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v18, 0.13981485), v18, 0.20012034), v17, fma(fma(fma(-0.13031006, v18, -0.12148351), v18, -0.16684613), v18, -0.2499962)), v17, 0.33333197), v17, -0.5), v18, v17)), v13)))) * select(1 < v22, -v25, v25)
        let v26: f32x8 = random(key, 0, lanes(j + 256*i + 16 : 8))
        let v27: boolx8 = v26 < 1e-36
        let v28: f32x8 = select(v27, v26 * 16777216, v26)
        let v29: i32x8 = (bits(v28 * 0.75) >> 23 and 255) - 127 + 1
        let v30: f32x8 = from_bits(bits(v28) - v29 * 8388608) - 1
        let v31: f32x8 = v30 * v30
        let v32: f32x8 = 6.2831855 * random(key, 1, lanes(j + 256*i + 16 : 8))
        let v33: f32x8 = floor(fma(v32, 0.63661975, 0.5))
        let v34: f32x8 = v33 + 1
        let v35: f32x8 = v34 - 4 * floor(0.25 * v34)
        let v36: f32x8 = minimum(1.1, maximum(-1.1, fma(v33, -5.3903025e-15, fma(v33, -7.5497894e-08, fma(v33, -1.5707963, v32)))))
        let v37: f32x8 = v36 * v36
        let v38: f32x8 = select(v35 == 1 or v35 == 3, fma(fma(fma(fma(2.4467707e-05, v37, -0.001388773), v37, 0.041666657), v37, -0.5), v37, 1), fma(fma(fma(fma(2.8656796e-06, v37, -0.00019855992), v37, 0.008333386), v37, -0.16666667) * v37, v36, v36))
        w_0[256*i + j + 16 : 8] = sqrt(-2 * select(v26 == 0, -inf, select(v26 < 0, nan, select(v26 < inf, fma(f32x8(v29) - f32x8(select(v27, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v31, 0.13981485), v31, 0.20012034), v30, fma(fma(fma(-0.13031006, v31, -0.12148351), v31, -0.16684613), v31, -0.2499962)), v30, 0.33333197), v30, -0.5), v31, v30)), v26)))) * select(1 < v35, -v38, v38)
        let v39: f32x8 = random(key, 0, lanes(j + 256*i + 24 : 8))
        let v40: boolx8 = v39 < 1e-36
        let v41: f32x8 = select(v40, v39 * 16777216, v39)
        let v42: i32x8 = (bits(v41 * 0.75) >> 23 and 255) - 127 + 1
        let v43: f32x8 = from_bits(bits(v41) - v42 * 8388608) - 1
        let v44: f32x8 = v43 * v43
        let v45: f32x8 = 6.2831855 * random(key, 1, lanes(j + 256*i + 24 : 8))
        let v46: f32x8 = floor(fma(v45, 0.63661975, 0.5))
        let v47: f32x8 = v46 + 1
        let v48: f32x8 = v47 - 4 * floor(0.25 * v47)
        let v49: f32x8 = minimum(1.1, maximum(-1.1, fma(v46, -5.3903025e-15, fma(v46, -7.5497894e-08, fma(v46, -1.5707963, v45)))))
        let v50: f32x8 = v49 * v49
        let v51: f32x8 = select(v48 == 1 or v48 == 3, fma(fma(fma(fma(2.4467707e-05, v50, -0.001388773), v50, 0.041666657), v50, -0.5), v50, 1), fma(fma(fma(fma(2.8656796e-06, v50, -0.00019855992), v50, 0.008333386), v50, -0.16666667) * v50, v49, v49))
        w_0[256*i + j + 24 : 8] = sqrt(-2 * select(v39 == 0, -inf, select(v39 < 0, nan, select(v39 < inf, fma(f32x8(v42) - f32x8(select(v40, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v44, 0.13981485), v44, 0.20012034), v43, fma(fma(fma(-0.13031006, v44, -0.12148351), v44, -0.16684613), v44, -0.2499962)), v43, 0.33333197), v43, -0.5), v44, v43)), v39)))) * select(1 < v48, -v51, v51)
      }
    }
  }
}

kernel s_y_1(x_0: f32 in, w_1: f32 in, z_2: f32 in, y_3: f32 out, B) at "<stdin>:5" {
  for b in 0..B {
    for j in 0..256 step 32 {
      let acc0: f32x8 = 0
      let acc1: f32x8 = 0
      let acc2: f32x8 = 0
      let acc3: f32x8 = 0
      for i in 0..64 unroll 4 {
        let v4: f32 = x_0[64*b + i]
        let b5: f32x8 = broadcast(v4)
        let v6: f32x8 = w_1[j + 256*i : 8]
        acc0 = fma(b5, v6, acc0)
        let v7: f32x8 = w_1[j + 256*i + 8 : 8]
        acc1 = fma(b5, v7, acc1)
        let v8: f32x8 = w_1[j + 256*i + 16 : 8]
        acc2 = fma(b5, v8, acc2)
        let v9: f32x8 = w_1[j + 256*i + 24 : 8]
        acc3 = fma(b5, v9, acc3)
      }
      let v10: f32x8 = z_2[256*b + j : 8]
      y_3[256*b + j : 8] = acc0 + v10
      let v11: f32x8 = z_2[256*b + j + 8 : 8]
      y_3[256*b + j + 8 : 8] = acc1 + v11
      let v12: f32x8 = z_2[256*b + j + 16 : 8]
      y_3[256*b + j + 16 : 8] = acc2 + v12
      let v13: f32x8 = z_2[256*b + j + 24 : 8]
      y_3[256*b + j + 24 : 8] = acc3 + v13
    }
  }
}

kernel s_y_2(z_0: f32 in, x_1: f32 in, w_2: f32 in, y_3: f32 out, B) at "<stdin>:5" {
  parallel chunk in 0..quotient(B + 15, 16) {
    for b in 16*chunk..16*chunk + 4*quotient(minimum(16*chunk + 16, B) - 16*chunk, 4) step 4 {
      for j in 0..240 step 24 {
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
        for b_2 in 0..4 {
          prefetch z_0[256*(b + b_2) + j]
          prefetch z_0[256*(b + b_2) + j + 16]
          for i in 0..8 unroll 8 {
            let v12: f32 = x_1[64*b + (8*b_2 + i)]
            let b13: f32x8 = broadcast(v12)
            let v14: f32x8 = w_2[j + 256*(8*b_2 + i) : 8]
            acc0 = fma(b13, v14, acc0)
            let v15: f32x8 = w_2[j + 256*(8*b_2 + i) + 8 : 8]
            acc1 = fma(b13, v15, acc1)
            let v16: f32x8 = w_2[j + 256*(8*b_2 + i) + 16 : 8]
            acc2 = fma(b13, v16, acc2)
            let v17: f32 = x_1[64*b + (8*b_2 + i) + 64]
            let b18: f32x8 = broadcast(v17)
            acc3 = fma(b18, v14, acc3)
            acc4 = fma(b18, v15, acc4)
            acc5 = fma(b18, v16, acc5)
            let v19: f32 = x_1[64*b + (8*b_2 + i) + 128]
            let b20: f32x8 = broadcast(v19)
            acc6 = fma(b20, v14, acc6)
            acc7 = fma(b20, v15, acc7)
            acc8 = fma(b20, v16, acc8)
            let v21: f32 = x_1[64*b + (8*b_2 + i) + 192]
            let b22: f32x8 = broadcast(v21)
            acc9 = fma(b22, v14, acc9)
            acc10 = fma(b22, v15, acc10)
            acc11 = fma(b22, v16, acc11)
          }
        }
        for i_2 in 32..64 {
          let v23: f32 = x_1[64*b + i_2]
          let b24: f32x8 = broadcast(v23)
          let v25: f32x8 = w_2[j + 256*i_2 : 8]
          acc0 = fma(b24, v25, acc0)
          let v26: f32x8 = w_2[j + 256*i_2 + 8 : 8]
          acc1 = fma(b24, v26, acc1)
          let v27: f32x8 = w_2[j + 256*i_2 + 16 : 8]
          acc2 = fma(b24, v27, acc2)
          let v28: f32 = x_1[64*b + i_2 + 64]
          let b29: f32x8 = broadcast(v28)
          acc3 = fma(b29, v25, acc3)
          acc4 = fma(b29, v26, acc4)
          acc5 = fma(b29, v27, acc5)
          let v30: f32 = x_1[64*b + i_2 + 128]
          let b31: f32x8 = broadcast(v30)
          acc6 = fma(b31, v25, acc6)
          acc7 = fma(b31, v26, acc7)
          acc8 = fma(b31, v27, acc8)
          let v32: f32 = x_1[64*b + i_2 + 192]
          let b33: f32x8 = broadcast(v32)
          acc9 = fma(b33, v25, acc9)
          acc10 = fma(b33, v26, acc10)
          acc11 = fma(b33, v27, acc11)
        }
        let v34: f32x8 = z_0[256*b + j : 8]
        y_3[256*b + j : 8] = acc0 + v34
        let v35: f32x8 = z_0[256*b + j + 8 : 8]
        y_3[256*b + j + 8 : 8] = acc1 + v35
        let v36: f32x8 = z_0[256*b + j + 16 : 8]
        y_3[256*b + j + 16 : 8] = acc2 + v36
        let v37: f32x8 = z_0[256*b + j + 256 : 8]
        y_3[256*b + j + 256 : 8] = acc3 + v37
        let v38: f32x8 = z_0[256*b + j + 264 : 8]
        y_3[256*b + j + 264 : 8] = acc4 + v38
        let v39: f32x8 = z_0[256*b + j + 272 : 8]
        y_3[256*b + j + 272 : 8] = acc5 + v39
        let v40: f32x8 = z_0[256*b + j + 512 : 8]
        y_3[256*b + j + 512 : 8] = acc6 + v40
        let v41: f32x8 = z_0[256*b + j + 520 : 8]
        y_3[256*b + j + 520 : 8] = acc7 + v41
        let v42: f32x8 = z_0[256*b + j + 528 : 8]
        y_3[256*b + j + 528 : 8] = acc8 + v42
        let v43: f32x8 = z_0[256*b + j + 768 : 8]
        y_3[256*b + j + 768 : 8] = acc9 + v43
        let v44: f32x8 = z_0[256*b + j + 776 : 8]
        y_3[256*b + j + 776 : 8] = acc10 + v44
        let v45: f32x8 = z_0[256*b + j + 784 : 8]
        y_3[256*b + j + 784 : 8] = acc11 + v45
      }
      let acc46: f32x8 = 0
      let acc47: f32x8 = 0
      let acc48: f32x8 = 0
      let acc49: f32x8 = 0
      let acc50: f32x8 = 0
      let acc51: f32x8 = 0
      let acc52: f32x8 = 0
      let acc53: f32x8 = 0
      for b_3 in 0..4 {
        prefetch z_0[256*(b + b_3) + 240]
        for i_3 in 0..8 unroll 8 {
          let v54: f32 = x_1[64*b + (8*b_3 + i_3)]
          let b55: f32x8 = broadcast(v54)
          let v56: f32x8 = w_2[256*(8*b_3 + i_3) + 240 : 8]
          acc46 = fma(b55, v56, acc46)
          let v57: f32x8 = w_2[256*(8*b_3 + i_3) + 248 : 8]
          acc47 = fma(b55, v57, acc47)
          let v58: f32 = x_1[64*b + (8*b_3 + i_3) + 64]
          let b59: f32x8 = broadcast(v58)
          acc48 = fma(b59, v56, acc48)
          acc49 = fma(b59, v57, acc49)
          let v60: f32 = x_1[64*b + (8*b_3 + i_3) + 128]
          let b61: f32x8 = broadcast(v60)
          acc50 = fma(b61, v56, acc50)
          acc51 = fma(b61, v57, acc51)
          let v62: f32 = x_1[64*b + (8*b_3 + i_3) + 192]
          let b63: f32x8 = broadcast(v62)
          acc52 = fma(b63, v56, acc52)
          acc53 = fma(b63, v57, acc53)
        }
      }
      for i_4 in 32..64 {
        let v64: f32 = x_1[64*b + i_4]
        let b65: f32x8 = broadcast(v64)
        let v66: f32x8 = w_2[256*i_4 + 240 : 8]
        acc46 = fma(b65, v66, acc46)
        let v67: f32x8 = w_2[256*i_4 + 248 : 8]
        acc47 = fma(b65, v67, acc47)
        let v68: f32 = x_1[64*b + i_4 + 64]
        let b69: f32x8 = broadcast(v68)
        acc48 = fma(b69, v66, acc48)
        acc49 = fma(b69, v67, acc49)
        let v70: f32 = x_1[64*b + i_4 + 128]
        let b71: f32x8 = broadcast(v70)
        acc50 = fma(b71, v66, acc50)
        acc51 = fma(b71, v67, acc51)
        let v72: f32 = x_1[64*b + i_4 + 192]
        let b73: f32x8 = broadcast(v72)
        acc52 = fma(b73, v66, acc52)
        acc53 = fma(b73, v67, acc53)
      }
      let v74: f32x8 = z_0[256*b + 240 : 8]
      y_3[256*b + 240 : 8] = acc46 + v74
      let v75: f32x8 = z_0[256*b + 248 : 8]
      y_3[256*b + 248 : 8] = acc47 + v75
      let v76: f32x8 = z_0[256*b + 496 : 8]
      y_3[256*b + 496 : 8] = acc48 + v76
      let v77: f32x8 = z_0[256*b + 504 : 8]
      y_3[256*b + 504 : 8] = acc49 + v77
      let v78: f32x8 = z_0[256*b + 752 : 8]
      y_3[256*b + 752 : 8] = acc50 + v78
      let v79: f32x8 = z_0[256*b + 760 : 8]
      y_3[256*b + 760 : 8] = acc51 + v79
      let v80: f32x8 = z_0[256*b + 1008 : 8]
      y_3[256*b + 1008 : 8] = acc52 + v80
      let v81: f32x8 = z_0[256*b + 1016 : 8]
      y_3[256*b + 1016 : 8] = acc53 + v81
    }
    for b_4 in 16*chunk + 4*quotient(minimum(16*chunk + 16, B) - 16*chunk, 4)..minimum(16*chunk + 16, B) {
      for j_2 in 0..240 step 24 {
        let acc82: f32x8 = 0
        let acc83: f32x8 = 0
        let acc84: f32x8 = 0
        for i_5 in 0..64 {
          let v85: f32 = x_1[64*b_4 + i_5]
          let b86: f32x8 = broadcast(v85)
          let v87: f32x8 = w_2[j_2 + 256*i_5 : 8]
          acc82 = fma(b86, v87, acc82)
          let v88: f32x8 = w_2[j_2 + 256*i_5 + 8 : 8]
          acc83 = fma(b86, v88, acc83)
          let v89: f32x8 = w_2[j_2 + 256*i_5 + 16 : 8]
          acc84 = fma(b86, v89, acc84)
        }
        let v90: f32x8 = z_0[256*b_4 + j_2 : 8]
        y_3[256*b_4 + j_2 : 8] = acc82 + v90
        let v91: f32x8 = z_0[256*b_4 + j_2 + 8 : 8]
        y_3[256*b_4 + j_2 + 8 : 8] = acc83 + v91
        let v92: f32x8 = z_0[256*b_4 + j_2 + 16 : 8]
        y_3[256*b_4 + j_2 + 16 : 8] = acc84 + v92
      }
      let acc93: f32x8 = 0
      let acc94: f32x8 = 0
      for i_6 in 0..64 {
        let v95: f32 = x_1[64*b_4 + i_6]
        let b96: f32x8 = broadcast(v95)
        let v97: f32x8 = w_2[256*i_6 + 240 : 8]
        acc93 = fma(b96, v97, acc93)
        let v98: f32x8 = w_2[256*i_6 + 248 : 8]
        acc94 = fma(b96, v98, acc94)
      }
      let v99: f32x8 = z_0[256*b_4 + 240 : 8]
      y_3[256*b_4 + 240 : 8] = acc93 + v99
      let v100: f32x8 = z_0[256*b_4 + 248 : 8]
      y_3[256*b_4 + 248 : 8] = acc94 + v100
    }
  }
}

entry initialize "initialize" {
  buffer w_0: f32[16384] at weights 0
  call w_start_0(w_0, 0x5810014386709a1b) as "w.start" at "<stdin>:4" cost 1425408, 65536, 2965504
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 64]
  input "z": f32[B, 256]
  output "y": f32[B, 256]
  buffer x_0: f32[64] at input 0
  buffer w_1: f32[16384] at weights 0
  buffer z_2: f32[256] at input 1
  buffer y_3: f32[256] at output 0
  call s_y_1(x_0, w_1, z_2, y_3, B) as "s+y" at "<stdin>:5" cost 32768, 66816, 133632
}

entry predict "predict_B1024" {
  symbol B = 1024
  input "x": f32[B, 64]
  input "z": f32[B, 256]
  output "y": f32[B, 256]
  buffer z_0: f32[262144] at input 1
  buffer x_1: f32[65536] at input 0
  buffer w_2: f32[16384] at weights 0
  buffer y_3: f32[262144] at output 0
  call s_y_2(z_0, x_1, w_2, y_3, B) as "s+y" at "<stdin>:5" cost 32768, 1344, 39005.41984251968
}
