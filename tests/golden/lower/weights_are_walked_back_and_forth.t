# netc emit --stage loops --cpu x86-64-v3 --bind B=1 --bind T=9
# In every other step the tasks begin with the weights that the cache still holds of the last one.
net f(x: f32[B, T, 400]) -> y {
  param w: [400, 400] ~ normal(0, 1)
  scan x over t carry h: [B, 400] = 0 {
    s[b, j] = sum(i) h[b, i]*w[i, j]
    h = s + x[t]
  }
  y = h
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  fingerprint 0x25ec67807a3bf616
  weights 640000
  tensor "w": f32[400, 400] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel w_start_0(w_0: f32 out, key) at "<stdin>:4" {
  parallel chunk in 0..40 {
    for i in 10*chunk..10*chunk + 10 {
      for j in 0..384 step 32 {
        let v0: f32x8 = random(key, 0, lanes(j + 416*i : 8))
        let v1: boolx8 = v0 < 1e-36
        let v2: f32x8 = select(v1, v0 * 16777216, v0)
        let v3: i32x8 = (bits(v2 * 0.75) >> 23 and 255) - 127 + 1
        let v4: f32x8 = from_bits(bits(v2) - v3 * 8388608) - 1
        let v5: f32x8 = v4 * v4
        let v6: f32x8 = 6.2831855 * random(key, 1, lanes(j + 416*i : 8))
        let v7: f32x8 = floor(fma(v6, 0.63661975, 0.5))
        let v8: f32x8 = v7 + 1
        let v9: f32x8 = v8 - 4 * floor(0.25 * v8)
        let v10: f32x8 = minimum(1.1, maximum(-1.1, fma(v7, -5.3903025e-15, fma(v7, -7.5497894e-08, fma(v7, -1.5707963, v6)))))
        let v11: f32x8 = v10 * v10
        let v12: f32x8 = select(v9 == 1 or v9 == 3, fma(fma(fma(fma(2.4467707e-05, v11, -0.001388773), v11, 0.041666657), v11, -0.5), v11, 1), fma(fma(fma(fma(2.8656796e-06, v11, -0.00019855992), v11, 0.008333386), v11, -0.16666667) * v11, v10, v10))
        w_0[400*i + j : 8] = sqrt(-2 * select(v0 == 0, -inf, select(v0 < 0, nan, select(v0 < inf, fma(f32x8(v3) - f32x8(select(v1, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v5, 0.13981485), v5, 0.20012034), v4, fma(fma(fma(-0.13031006, v5, -0.12148351), v5, -0.16684613), v5, -0.2499962)), v4, 0.33333197), v4, -0.5), v5, v4)), v0)))) * select(1 < v9, -v12, v12)
        let v13: f32x8 = random(key, 0, lanes(j + 416*i + 8 : 8))
        let v14: boolx8 = v13 < 1e-36
        let v15: f32x8 = select(v14, v13 * 16777216, v13)
        let v16: i32x8 = (bits(v15 * 0.75) >> 23 and 255) - 127 + 1
        let v17: f32x8 = from_bits(bits(v15) - v16 * 8388608) - 1
        let v18: f32x8 = v17 * v17
        let v19: f32x8 = 6.2831855 * random(key, 1, lanes(j + 416*i + 8 : 8))
        let v20: f32x8 = floor(fma(v19, 0.63661975, 0.5))
        let v21: f32x8 = v20 + 1
        let v22: f32x8 = v21 - 4 * floor(0.25 * v21)
        let v23: f32x8 = minimum(1.1, maximum(-1.1, fma(v20, -5.3903025e-15, fma(v20, -7.5497894e-08, fma(v20, -1.5707963, v19)))))
        let v24: f32x8 = v23 * v23
        let v25: f32x8 = select(v22 == 1 or v22 == 3, fma(fma(fma(fma(2.4467707e-05, v24, -0.001388773), v24, 0.041666657), v24, -0.5), v24, 1), fma(fma(fma(fma(2.8656796e-06, v24, -0.00019855992), v24, 0.008333386), v24, -0.16666667) * v24, v23, v23))
        w_0[400*i + j + 8 : 8] = sqrt(-2 * select(v13 == 0, -inf, select(v13 < 0, nan, select(v13 < inf, fma(f32x8(v16) - f32x8(select(v14, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v18, 0.13981485), v18, 0.20012034), v17, fma(fma(fma(-0.13031006, v18, -0.12148351), v18, -0.16684613), v18, -0.2499962)), v17, 0.33333197), v17, -0.5), v18, v17)), v13)))) * select(1 < v22, -v25, v25)
        let v26: f32x8 = random(key, 0, lanes(j + 416*i + 16 : 8))
        let v27: boolx8 = v26 < 1e-36
        let v28: f32x8 = select(v27, v26 * 16777216, v26)
        let v29: i32x8 = (bits(v28 * 0.75) >> 23 and 255) - 127 + 1
        let v30: f32x8 = from_bits(bits(v28) - v29 * 8388608) - 1
        let v31: f32x8 = v30 * v30
        let v32: f32x8 = 6.2831855 * random(key, 1, lanes(j + 416*i + 16 : 8))
        let v33: f32x8 = floor(fma(v32, 0.63661975, 0.5))
        let v34: f32x8 = v33 + 1
        let v35: f32x8 = v34 - 4 * floor(0.25 * v34)
        let v36: f32x8 = minimum(1.1, maximum(-1.1, fma(v33, -5.3903025e-15, fma(v33, -7.5497894e-08, fma(v33, -1.5707963, v32)))))
        let v37: f32x8 = v36 * v36
        let v38: f32x8 = select(v35 == 1 or v35 == 3, fma(fma(fma(fma(2.4467707e-05, v37, -0.001388773), v37, 0.041666657), v37, -0.5), v37, 1), fma(fma(fma(fma(2.8656796e-06, v37, -0.00019855992), v37, 0.008333386), v37, -0.16666667) * v37, v36, v36))
        w_0[400*i + j + 16 : 8] = sqrt(-2 * select(v26 == 0, -inf, select(v26 < 0, nan, select(v26 < inf, fma(f32x8(v29) - f32x8(select(v27, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v31, 0.13981485), v31, 0.20012034), v30, fma(fma(fma(-0.13031006, v31, -0.12148351), v31, -0.16684613), v31, -0.2499962)), v30, 0.33333197), v30, -0.5), v31, v30)), v26)))) * select(1 < v35, -v38, v38)
        let v39: f32x8 = random(key, 0, lanes(j + 416*i + 24 : 8))
        let v40: boolx8 = v39 < 1e-36
        let v41: f32x8 = select(v40, v39 * 16777216, v39)
        let v42: i32x8 = (bits(v41 * 0.75) >> 23 and 255) - 127 + 1
        let v43: f32x8 = from_bits(bits(v41) - v42 * 8388608) - 1
        let v44: f32x8 = v43 * v43
        let v45: f32x8 = 6.2831855 * random(key, 1, lanes(j + 416*i + 24 : 8))
        let v46: f32x8 = floor(fma(v45, 0.63661975, 0.5))
        let v47: f32x8 = v46 + 1
        let v48: f32x8 = v47 - 4 * floor(0.25 * v47)
        let v49: f32x8 = minimum(1.1, maximum(-1.1, fma(v46, -5.3903025e-15, fma(v46, -7.5497894e-08, fma(v46, -1.5707963, v45)))))
        let v50: f32x8 = v49 * v49
        let v51: f32x8 = select(v48 == 1 or v48 == 3, fma(fma(fma(fma(2.4467707e-05, v50, -0.001388773), v50, 0.041666657), v50, -0.5), v50, 1), fma(fma(fma(fma(2.8656796e-06, v50, -0.00019855992), v50, 0.008333386), v50, -0.16666667) * v50, v49, v49))
        w_0[400*i + j + 24 : 8] = sqrt(-2 * select(v39 == 0, -inf, select(v39 < 0, nan, select(v39 < inf, fma(f32x8(v42) - f32x8(select(v40, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v44, 0.13981485), v44, 0.20012034), v43, fma(fma(fma(-0.13031006, v44, -0.12148351), v44, -0.16684613), v44, -0.2499962)), v43, 0.33333197), v43, -0.5), v44, v43)), v39)))) * select(1 < v48, -v51, v51)
      }
      let v52: f32x8 = random(key, 0, lanes(416*i + 384 : 8))
      let v53: boolx8 = v52 < 1e-36
      let v54: f32x8 = select(v53, v52 * 16777216, v52)
      let v55: i32x8 = (bits(v54 * 0.75) >> 23 and 255) - 127 + 1
      let v56: f32x8 = from_bits(bits(v54) - v55 * 8388608) - 1
      let v57: f32x8 = v56 * v56
      let v58: f32x8 = 6.2831855 * random(key, 1, lanes(416*i + 384 : 8))
      let v59: f32x8 = floor(fma(v58, 0.63661975, 0.5))
      let v60: f32x8 = v59 + 1
      let v61: f32x8 = v60 - 4 * floor(0.25 * v60)
      let v62: f32x8 = minimum(1.1, maximum(-1.1, fma(v59, -5.3903025e-15, fma(v59, -7.5497894e-08, fma(v59, -1.5707963, v58)))))
      let v63: f32x8 = v62 * v62
      let v64: f32x8 = select(v61 == 1 or v61 == 3, fma(fma(fma(fma(2.4467707e-05, v63, -0.001388773), v63, 0.041666657), v63, -0.5), v63, 1), fma(fma(fma(fma(2.8656796e-06, v63, -0.00019855992), v63, 0.008333386), v63, -0.16666667) * v63, v62, v62))
      w_0[400*i + 384 : 8] = sqrt(-2 * select(v52 == 0, -inf, select(v52 < 0, nan, select(v52 < inf, fma(f32x8(v55) - f32x8(select(v53, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v57, 0.13981485), v57, 0.20012034), v56, fma(fma(fma(-0.13031006, v57, -0.12148351), v57, -0.16684613), v57, -0.2499962)), v56, 0.33333197), v56, -0.5), v57, v56)), v52)))) * select(1 < v61, -v64, v64)
      let v65: f32x8 = random(key, 0, lanes(416*i + 392 : 8))
      let v66: boolx8 = v65 < 1e-36
      let v67: f32x8 = select(v66, v65 * 16777216, v65)
      let v68: i32x8 = (bits(v67 * 0.75) >> 23 and 255) - 127 + 1
      let v69: f32x8 = from_bits(bits(v67) - v68 * 8388608) - 1
      let v70: f32x8 = v69 * v69
      let v71: f32x8 = 6.2831855 * random(key, 1, lanes(416*i + 392 : 8))
      let v72: f32x8 = floor(fma(v71, 0.63661975, 0.5))
      let v73: f32x8 = v72 + 1
      let v74: f32x8 = v73 - 4 * floor(0.25 * v73)
      let v75: f32x8 = minimum(1.1, maximum(-1.1, fma(v72, -5.3903025e-15, fma(v72, -7.5497894e-08, fma(v72, -1.5707963, v71)))))
      let v76: f32x8 = v75 * v75
      let v77: f32x8 = select(v74 == 1 or v74 == 3, fma(fma(fma(fma(2.4467707e-05, v76, -0.001388773), v76, 0.041666657), v76, -0.5), v76, 1), fma(fma(fma(fma(2.8656796e-06, v76, -0.00019855992), v76, 0.008333386), v76, -0.16666667) * v76, v75, v75))
      w_0[400*i + 392 : 8] = sqrt(-2 * select(v65 == 0, -inf, select(v65 < 0, nan, select(v65 < inf, fma(f32x8(v68) - f32x8(select(v66, i32x8(24), 0)), 0.6931472, fma(fma(fma(fma(fma(fma(0.14086914, v70, 0.13981485), v70, 0.20012034), v69, fma(fma(fma(-0.13031006, v70, -0.12148351), v70, -0.16684613), v70, -0.2499962)), v69, 0.33333197), v69, -0.5), v70, v69)), v65)))) * select(1 < v74, -v77, v77)
    }
  }
}

kernel h_1(h_0: f32 out) at "<stdin>:5" {
  for i in 0..400 step 16 {
    h_0[i : 8] = 0
    h_0[i + 8 : 8] = 0
  }
}

kernel s_h_2_2(h_0: f32 in, w_1: f32 in, x_2: f32 in, h_3: f32 out, t) at "<stdin>:6" {
  parallel chunk in 0..7 reverse if remainder(t, 2) == 1 {
    let v10: i32 = i32(t)
    for j in 64*chunk..64*chunk + 32*quotient(minimum(64*chunk + 64, 400) - 64*chunk, 32) step 32 {
      let acc0: f32x8 = 0
      let acc1: f32x8 = 0
      let acc2: f32x8 = 0
      let acc3: f32x8 = 0
      for i in 0..400 unroll 4 {
        let v4: f32 = h_0[i]
        let b5: f32x8 = broadcast(v4)
        let v6: f32x8 = w_1[j + 400*i : 8]
        acc0 = fma(b5, v6, acc0)
        let v7: f32x8 = w_1[j + 400*i + 8 : 8]
        acc1 = fma(b5, v7, acc1)
        let v8: f32x8 = w_1[j + 400*i + 16 : 8]
        acc2 = fma(b5, v8, acc2)
        let v9: f32x8 = w_1[j + 400*i + 24 : 8]
        acc3 = fma(b5, v9, acc3)
      }
      let v11: f32x8 = x_2[j + 400*t : 8]
      h_3[j : 8] = acc0 + v11
      let v12: f32x8 = x_2[j + 400*t + 8 : 8]
      h_3[j + 8 : 8] = acc1 + v12
      let v13: f32x8 = x_2[j + 400*t + 16 : 8]
      h_3[j + 16 : 8] = acc2 + v13
      let v14: f32x8 = x_2[j + 400*t + 24 : 8]
      h_3[j + 24 : 8] = acc3 + v14
    }
    for j_2 in 64*chunk + 32*quotient(minimum(64*chunk + 64, 400) - 64*chunk, 32)..minimum(64*chunk + 64, 400) step 8 {
      let acc15: f32x8 = 0
      for i_2 in 0..400 unroll 4 {
        let v16: f32 = h_0[i_2]
        let b17: f32x8 = broadcast(v16)
        let v18: f32x8 = w_1[j_2 + 400*i_2 : minimum(8, minimum(64*chunk + 64, 400) - j_2) of 8]
        acc15 = fma(b17, v18, acc15)
      }
      let v19: f32x8 = x_2[j_2 + 400*t : minimum(8, minimum(64*chunk + 64, 400) - j_2) of 8]
      h_3[j_2 : minimum(8, minimum(64*chunk + 64, 400) - j_2) of 8] = acc15 + v19
    }
  }
}

kernel h_3(h_0: f32 in, h_1: f32 out) at "<stdin>:6" {
  for i in 0..384 step 32 {
    let v0: f32x8 = h_0[i : 8]
    h_1[i : 8] = v0
    let v1: f32x8 = h_0[i + 8 : 8]
    h_1[i + 8 : 8] = v1
    let v2: f32x8 = h_0[i + 16 : 8]
    h_1[i + 16 : 8] = v2
    let v3: f32x8 = h_0[i + 24 : 8]
    h_1[i + 24 : 8] = v3
  }
  let v4: f32x8 = h_0[384 : 8]
  h_1[384 : 8] = v4
  let v5: f32x8 = h_0[392 : 8]
  h_1[392 : 8] = v5
}

entry initialize "initialize" {
  buffer w_0: f32[160000] at weights 0
  call w_start_0(w_0, 0x5810014386709a1b) as "w.start" at "<stdin>:4" cost 13920000, 640000, 29676800
}

entry predict "predict_B1" {
  symbol B = 1
  symbol T = 9
  input "x": f32[B, T, 400]
  output "y": f32[B, 400]
  workspace 3328
  buffer h_0: f32[400] at workspace 0
  buffer w_1: f32[160000] at weights 0
  buffer x_2: f32[3600] at input 0
  buffer h_3: f32[400] at workspace 1664
  buffer h_4: f32[400] at workspace 0
  buffer y_5: f32[400] at output 0
  call h_1(h_0) as "h" at "<stdin>:5" cost 0, 1600, 4000
  for t in 0..T {
    call s_h_2_2(h_0, w_1, x_2, h_3, t) as "s+h_2" at "<stdin>:6" cost 2880000, 5803236, 29712568.32
    call h_3(h_3, h_4) as "h" at "<stdin>:6" cost 0, 28800, 57600
  }
  call h_3(h_4, y_5) as "y" at "<stdin>:5" cost 0, 3200, 6400
}
