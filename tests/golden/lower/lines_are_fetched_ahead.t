# netc emit --stage loops --cpu x86-64-v3 --bind B=8192
# What the stores read from beyond the caches is asked for row by row of the tile while its sum runs.
net f(x: f32[B, 64], z: f32[B, 16]) -> y {
  param w: [64, 16] ~ normal(0, 1)
  s[b, j] = sum(i) x[b, i]*w[i, j]
  y = s + z
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  fingerprint 0xc0e398d1583a15ef
  weights 4096
  prepared 4096
  tensor "w": f32[64, 16] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel w_start_0(w_0: f32 out, key) at "<stdin>:4" {
  for i in 0..64 {
    let v0: f32x8 = random(key, 0, lanes(16*i : 8))
    let v1: boolx8 = v0 < 1e-36
    let v2: f32x8 = select(v1, v0 * 16777216, v0)
    let v3: i32x8 = (bits(v2 * 0.75) >> 23 and 255) - 127 + 1
    let v4: f32x8 = from_bits(bits(v2) - v3 * 8388608) - 1
    let v5: f32x8 = v4 * v4
    let v6: f32x8 = 6.2831855 * random(key, 1, lanes(16*i : 8))
    let v7: f32x8 = floor(fma(v6, 0.63661975, 0.5))
    let v8: f32x8 = v7 + 1
    let v9: f32x8 = v8 - 4 * floor(0.25 * v8)
    let v10: f32x8 = minimum(1.1, maximum(-1.1, fma(v7, -5.3903025e-15, fma(v7, -7.5497894e-08, fma(v7, -1.5707963, v6)))))
    let v11: f32x8 = v10 * v10
    let v12: f32x8 = select(v9 == 1 or v9 == 3, fma(fma(fma(fma(2.4467707e-05, v11, -0.001388773), v11, 0.041666657), v11, -0.5), v11, 1), fma(fma(fma(fma(2.8656796e-06, v11, -0.00019855992), v11, 0.008333386), v11, -0.16666667) * v11, v10, v10))
    w_0[16*i : 8] = sqrt(-2 * select(v0 == 0, -inf, select(v0 < 0, nan, select(v0 < inf, fma(f32x8(v3) - f32x8(select(v1, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v5, 0.13981485), v5, 0.20012034), v4, fma(fma(fma(-0.13031006, v5, -0.12148351), v5, -0.16684613), v5, -0.2499962)), v4, 0.33333197), v4, -0.5), v5, v4)), v0)))) * select(1 < v9, -v12, v12)
    let v13: f32x8 = random(key, 0, lanes(16*i + 8 : 8))
    let v14: boolx8 = v13 < 1e-36
    let v15: f32x8 = select(v14, v13 * 16777216, v13)
    let v16: i32x8 = (bits(v15 * 0.75) >> 23 and 255) - 127 + 1
    let v17: f32x8 = from_bits(bits(v15) - v16 * 8388608) - 1
    let v18: f32x8 = v17 * v17
    let v19: f32x8 = 6.2831855 * random(key, 1, lanes(16*i + 8 : 8))
    let v20: f32x8 = floor(fma(v19, 0.63661975, 0.5))
    let v21: f32x8 = v20 + 1
    let v22: f32x8 = v21 - 4 * floor(0.25 * v21)
    let v23: f32x8 = minimum(1.1, maximum(-1.1, fma(v20, -5.3903025e-15, fma(v20, -7.5497894e-08, fma(v20, -1.5707963, v19)))))
    let v24: f32x8 = v23 * v23
    let v25: f32x8 = select(v22 == 1 or v22 == 3, fma(fma(fma(fma(2.4467707e-05, v24, -0.001388773), v24, 0.041666657), v24, -0.5), v24, 1), fma(fma(fma(fma(2.8656796e-06, v24, -0.00019855992), v24, 0.008333386), v24, -0.16666667) * v24, v23, v23))
    w_0[16*i + 8 : 8] = sqrt(-2 * select(v13 == 0, -inf, select(v13 < 0, nan, select(v13 < inf, fma(f32x8(v16) - f32x8(select(v14, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v18, 0.13981485), v18, 0.20012034), v17, fma(fma(fma(-0.13031006, v18, -0.12148351), v18, -0.16684613), v18, -0.2499962)), v17, 0.33333197), v17, -0.5), v18, v17)), v13)))) * select(1 < v22, -v25, v25)
  }
}

kernel w_copy_1(w_0: f32 in, w.copy_1: f32 out) at "<stdin>:4" {
  for i in 0..64 step 8 {
    for j in 0..16 {
      let v0: f32x8 = gather(w_0, 16*lanes(i : 8) + broadcast(j))
      w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) : 8] = v0
    }
  }
}

kernel s_y_2(x_0: f32 in, w.copy_1: f32 in, z_2: f32 in, y_3: f32 out) at "<stdin>:5" {
  for j in 0..16 step 8 {
    let acc0: f32x8 = 0
    let acc1: f32x8 = 0
    let acc2: f32x8 = 0
    let acc3: f32x8 = 0
    let acc4: f32x8 = 0
    let acc5: f32x8 = 0
    let acc6: f32x8 = 0
    let acc7: f32x8 = 0
    for i in 0..64 step 8 {
      let v8: f32x8 = x_0[i : 8]
      let v9: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) : 8]
      acc0 = fma(v8, v9, acc0)
      let v10: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 32 : 8]
      acc1 = fma(v8, v10, acc1)
      let v11: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 64 : 8]
      acc2 = fma(v8, v11, acc2)
      let v12: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 96 : 8]
      acc3 = fma(v8, v12, acc3)
      let v13: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 128 : 8]
      acc4 = fma(v8, v13, acc4)
      let v14: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 160 : 8]
      acc5 = fma(v8, v14, acc5)
      let v15: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 192 : 8]
      acc6 = fma(v8, v15, acc6)
      let v16: f32x8 = w.copy_1[32*j + 512*quotient(i, 32) + remainder(i, 32) + 224 : 8]
      acc7 = fma(v8, v16, acc7)
    }
    let r17: f32 = sum_lanes(acc0)
    let r18: f32 = sum_lanes(acc1)
    let r19: f32 = sum_lanes(acc2)
    let r20: f32 = sum_lanes(acc3)
    let r21: f32 = sum_lanes(acc4)
    let r22: f32 = sum_lanes(acc5)
    let r23: f32 = sum_lanes(acc6)
    let r24: f32 = sum_lanes(acc7)
    let v25: f32 = z_2[j]
    y_3[j] = r17 + v25
    let v26: f32 = z_2[j + 1]
    y_3[j + 1] = r18 + v26
    let v27: f32 = z_2[j + 2]
    y_3[j + 2] = r19 + v27
    let v28: f32 = z_2[j + 3]
    y_3[j + 3] = r20 + v28
    let v29: f32 = z_2[j + 4]
    y_3[j + 4] = r21 + v29
    let v30: f32 = z_2[j + 5]
    y_3[j + 5] = r22 + v30
    let v31: f32 = z_2[j + 6]
    y_3[j + 6] = r23 + v31
    let v32: f32 = z_2[j + 7]
    y_3[j + 7] = r24 + v32
  }
}

kernel s_y_3(z_0: f32 in, x_1: f32 in, w_2: f32 in, y_3: f32 out, B) at "<stdin>:5" {
  parallel chunk in 0..quotient(B + 431, 432) {
    for b in 432*chunk..432*chunk + 6*quotient(minimum(432*chunk + 432, B) - 432*chunk, 6) step 6 {
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
      for b_2 in 0..6 {
        prefetch z_0[16*(b + b_2)]
        for i in 0..5 unroll 5 {
          let v12: f32 = x_1[64*b + (5*b_2 + i)]
          let b13: f32x8 = broadcast(v12)
          let v14: f32x8 = w_2[16*(5*b_2 + i) : 8]
          acc0 = fma(b13, v14, acc0)
          let v15: f32x8 = w_2[16*(5*b_2 + i) + 8 : 8]
          acc1 = fma(b13, v15, acc1)
          let v16: f32 = x_1[64*b + (5*b_2 + i) + 64]
          let b17: f32x8 = broadcast(v16)
          acc2 = fma(b17, v14, acc2)
          acc3 = fma(b17, v15, acc3)
          let v18: f32 = x_1[64*b + (5*b_2 + i) + 128]
          let b19: f32x8 = broadcast(v18)
          acc4 = fma(b19, v14, acc4)
          acc5 = fma(b19, v15, acc5)
          let v20: f32 = x_1[64*b + (5*b_2 + i) + 192]
          let b21: f32x8 = broadcast(v20)
          acc6 = fma(b21, v14, acc6)
          acc7 = fma(b21, v15, acc7)
          let v22: f32 = x_1[64*b + (5*b_2 + i) + 256]
          let b23: f32x8 = broadcast(v22)
          acc8 = fma(b23, v14, acc8)
          acc9 = fma(b23, v15, acc9)
          let v24: f32 = x_1[64*b + (5*b_2 + i) + 320]
          let b25: f32x8 = broadcast(v24)
          acc10 = fma(b25, v14, acc10)
          acc11 = fma(b25, v15, acc11)
        }
      }
      for i_2 in 30..64 {
        let v26: f32 = x_1[64*b + i_2]
        let b27: f32x8 = broadcast(v26)
        let v28: f32x8 = w_2[16*i_2 : 8]
        acc0 = fma(b27, v28, acc0)
        let v29: f32x8 = w_2[16*i_2 + 8 : 8]
        acc1 = fma(b27, v29, acc1)
        let v30: f32 = x_1[64*b + i_2 + 64]
        let b31: f32x8 = broadcast(v30)
        acc2 = fma(b31, v28, acc2)
        acc3 = fma(b31, v29, acc3)
        let v32: f32 = x_1[64*b + i_2 + 128]
        let b33: f32x8 = broadcast(v32)
        acc4 = fma(b33, v28, acc4)
        acc5 = fma(b33, v29, acc5)
        let v34: f32 = x_1[64*b + i_2 + 192]
        let b35: f32x8 = broadcast(v34)
        acc6 = fma(b35, v28, acc6)
        acc7 = fma(b35, v29, acc7)
        let v36: f32 = x_1[64*b + i_2 + 256]
        let b37: f32x8 = broadcast(v36)
        acc8 = fma(b37, v28, acc8)
        acc9 = fma(b37, v29, acc9)
        let v38: f32 = x_1[64*b + i_2 + 320]
        let b39: f32x8 = broadcast(v38)
        acc10 = fma(b39, v28, acc10)
        acc11 = fma(b39, v29, acc11)
      }
      let v40: f32x8 = z_0[16*b : 8]
      y_3[16*b : 8] = acc0 + v40
      let v41: f32x8 = z_0[16*b + 8 : 8]
      y_3[16*b + 8 : 8] = acc1 + v41
      let v42: f32x8 = z_0[16*b + 16 : 8]
      y_3[16*b + 16 : 8] = acc2 + v42
      let v43: f32x8 = z_0[16*b + 24 : 8]
      y_3[16*b + 24 : 8] = acc3 + v43
      let v44: f32x8 = z_0[16*b + 32 : 8]
      y_3[16*b + 32 : 8] = acc4 + v44
      let v45: f32x8 = z_0[16*b + 40 : 8]
      y_3[16*b + 40 : 8] = acc5 + v45
      let v46: f32x8 = z_0[16*b + 48 : 8]
      y_3[16*b + 48 : 8] = acc6 + v46
      let v47: f32x8 = z_0[16*b + 56 : 8]
      y_3[16*b + 56 : 8] = acc7 + v47
      let v48: f32x8 = z_0[16*b + 64 : 8]
      y_3[16*b + 64 : 8] = acc8 + v48
      let v49: f32x8 = z_0[16*b + 72 : 8]
      y_3[16*b + 72 : 8] = acc9 + v49
      let v50: f32x8 = z_0[16*b + 80 : 8]
      y_3[16*b + 80 : 8] = acc10 + v50
      let v51: f32x8 = z_0[16*b + 88 : 8]
      y_3[16*b + 88 : 8] = acc11 + v51
    }
    for b_3 in 432*chunk + 6*quotient(minimum(432*chunk + 432, B) - 432*chunk, 6)..minimum(432*chunk + 432, B) {
      let acc52: f32x8 = 0
      let acc53: f32x8 = 0
      for i_3 in 0..64 {
        let v54: f32 = x_1[64*b_3 + i_3]
        let b55: f32x8 = broadcast(v54)
        let v56: f32x8 = w_2[16*i_3 : 8]
        acc52 = fma(b55, v56, acc52)
        let v57: f32x8 = w_2[16*i_3 + 8 : 8]
        acc53 = fma(b55, v57, acc53)
      }
      let v58: f32x8 = z_0[16*b_3 : 8]
      y_3[16*b_3 : 8] = acc52 + v58
      let v59: f32x8 = z_0[16*b_3 + 8 : 8]
      y_3[16*b_3 + 8 : 8] = acc53 + v59
    }
  }
}

entry initialize "initialize" {
  buffer w_0: f32[1024] at weights 0
  call w_start_0(w_0, 0x5810014386709a1b) as "w.start" at "<stdin>:4" cost 89088, 4096, 188416
}

entry prepare "prepare" {
  buffer w_0: f32[1024] at weights 0
  buffer w.copy_1: f32[1024] at prepared 0
  call w_copy_1(w_0, w.copy_1) as "w.copy" at "<stdin>:4" cost 0, 8192, 52428.8
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 64]
  input "z": f32[B, 16]
  output "y": f32[B, 16]
  buffer x_0: f32[64] at input 0
  buffer w.copy_1: f32[1024] at prepared 0
  buffer z_2: f32[16] at input 1
  buffer y_3: f32[16] at output 0
  call s_y_2(x_0, w.copy_1, z_2, y_3) as "s+y" at "<stdin>:5" cost 2048, 4480, 8960
}

entry predict "predict_B8192" {
  symbol B = 8192
  input "x": f32[B, 64]
  input "z": f32[B, 16]
  output "y": f32[B, 16]
  buffer z_0: f32[131072] at input 1
  buffer x_1: f32[524288] at input 0
  buffer w_2: f32[1024] at weights 0
  buffer y_3: f32[131072] at output 0
  call s_y_3(z_0, x_1, w_2, y_3, B) as "s+y" at "<stdin>:5" cost 2048, 384.5, 2696.7714575195314
}
