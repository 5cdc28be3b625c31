# netc emit --stage loops --cpu x86-64-v3
# Rows of x serve all tiles of o, and stay in the second cache: tiles ask for lines of w alone.
net near(x: [8, 10000], g: [8, 2048], w: [2048, 10000]) -> y {
  s[o, i] = sum(b) g[b, o]*x[b, i]
  y[o, i] = s[o, i] - w[o, i]
}
=== exit 0
program "near" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel s_y_0(w_0: f32 in, g_1: f32 in, x_2: f32 in, y_3: f32 out) at "<stdin>:4" {
  parallel chunk in 0..63 {
    for o in 33*chunk..33*chunk + 3*quotient(minimum(33*chunk + 33, 2048) - 33*chunk, 3) step 3 {
      for i in 0..9984 step 32 {
        prefetch w_0[10000*o + i + 512]
        prefetch w_0[10000*o + i + 10512]
        prefetch w_0[10000*o + i + 20512]
        prefetch w_0[10000*o + i + 528]
        prefetch w_0[10000*o + i + 10528]
        prefetch w_0[10000*o + i + 20528]
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
        for b in 0..8 unroll 8 {
          let v12: f32 = g_1[o + 2048*b]
          let b13: f32x8 = broadcast(v12)
          let v14: f32x8 = x_2[i + 10000*b : 8]
          acc0 = fma(b13, v14, acc0)
          let v15: f32 = g_1[o + 2048*b + 1]
          let b16: f32x8 = broadcast(v15)
          acc1 = fma(b16, v14, acc1)
          let v17: f32 = g_1[o + 2048*b + 2]
          let b18: f32x8 = broadcast(v17)
          acc2 = fma(b18, v14, acc2)
          let v19: f32x8 = x_2[i + 10000*b + 8 : 8]
          acc3 = fma(b13, v19, acc3)
          acc4 = fma(b16, v19, acc4)
          acc5 = fma(b18, v19, acc5)
          let v20: f32x8 = x_2[i + 10000*b + 16 : 8]
          acc6 = fma(b13, v20, acc6)
          acc7 = fma(b16, v20, acc7)
          acc8 = fma(b18, v20, acc8)
          let v21: f32x8 = x_2[i + 10000*b + 24 : 8]
          acc9 = fma(b13, v21, acc9)
          acc10 = fma(b16, v21, acc10)
          acc11 = fma(b18, v21, acc11)
        }
        let v22: f32x8 = w_0[10000*o + i : 8]
        y_3[10000*o + i : 8] = acc0 - v22
        let v23: f32x8 = w_0[10000*o + i + 10000 : 8]
        y_3[10000*o + i + 10000 : 8] = acc1 - v23
        let v24: f32x8 = w_0[10000*o + i + 20000 : 8]
        y_3[10000*o + i + 20000 : 8] = acc2 - v24
        let v25: f32x8 = w_0[10000*o + i + 8 : 8]
        y_3[10000*o + i + 8 : 8] = acc3 - v25
        let v26: f32x8 = w_0[10000*o + i + 10008 : 8]
        y_3[10000*o + i + 10008 : 8] = acc4 - v26
        let v27: f32x8 = w_0[10000*o + i + 20008 : 8]
        y_3[10000*o + i + 20008 : 8] = acc5 - v27
        let v28: f32x8 = w_0[10000*o + i + 16 : 8]
        y_3[10000*o + i + 16 : 8] = acc6 - v28
        let v29: f32x8 = w_0[10000*o + i + 10016 : 8]
        y_3[10000*o + i + 10016 : 8] = acc7 - v29
        let v30: f32x8 = w_0[10000*o + i + 20016 : 8]
        y_3[10000*o + i + 20016 : 8] = acc8 - v30
        let v31: f32x8 = w_0[10000*o + i + 24 : 8]
        y_3[10000*o + i + 24 : 8] = acc9 - v31
        let v32: f32x8 = w_0[10000*o + i + 10024 : 8]
        y_3[10000*o + i + 10024 : 8] = acc10 - v32
        let v33: f32x8 = w_0[10000*o + i + 20024 : 8]
        y_3[10000*o + i + 20024 : 8] = acc11 - v33
      }
      prefetch w_0[10000*o + 10496]
      prefetch w_0[10000*o + 20496]
      prefetch w_0[10000*o + 30496]
      let acc34: f32x8 = 0
      let acc35: f32x8 = 0
      let acc36: f32x8 = 0
      let acc37: f32x8 = 0
      let acc38: f32x8 = 0
      let acc39: f32x8 = 0
      for b_2 in 0..8 unroll 8 {
        let v40: f32 = g_1[o + 2048*b_2]
        let b41: f32x8 = broadcast(v40)
        let v42: f32x8 = x_2[10000*b_2 + 9984 : 8]
        acc34 = fma(b41, v42, acc34)
        let v43: f32 = g_1[o + 2048*b_2 + 1]
        let b44: f32x8 = broadcast(v43)
        acc35 = fma(b44, v42, acc35)
        let v45: f32 = g_1[o + 2048*b_2 + 2]
        let b46: f32x8 = broadcast(v45)
        acc36 = fma(b46, v42, acc36)
        let v47: f32x8 = x_2[10000*b_2 + 9992 : 8]
        acc37 = fma(b41, v47, acc37)
        acc38 = fma(b44, v47, acc38)
        acc39 = fma(b46, v47, acc39)
      }
      let v48: f32x8 = w_0[10000*o + 9984 : 8]
      y_3[10000*o + 9984 : 8] = acc34 - v48
      let v49: f32x8 = w_0[10000*o + 19984 : 8]
      y_3[10000*o + 19984 : 8] = acc35 - v49
      let v50: f32x8 = w_0[10000*o + 29984 : 8]
      y_3[10000*o + 29984 : 8] = acc36 - v50
      let v51: f32x8 = w_0[10000*o + 9992 : 8]
      y_3[10000*o + 9992 : 8] = acc37 - v51
      let v52: f32x8 = w_0[10000*o + 19992 : 8]
      y_3[10000*o + 19992 : 8] = acc38 - v52
      let v53: f32x8 = w_0[10000*o + 29992 : 8]
      y_3[10000*o + 29992 : 8] = acc39 - v53
    }
    for o_2 in 33*chunk + 3*quotient(minimum(33*chunk + 33, 2048) - 33*chunk, 3)..minimum(33*chunk + 33, 2048) {
      for i_2 in 0..9984 step 32 {
        prefetch w_0[10000*o_2 + i_2 + 512]
        prefetch w_0[10000*o_2 + i_2 + 528]
        let acc54: f32x8 = 0
        let acc55: f32x8 = 0
        let acc56: f32x8 = 0
        let acc57: f32x8 = 0
        for b_3 in 0..8 unroll 8 {
          let v58: f32 = g_1[o_2 + 2048*b_3]
          let b59: f32x8 = broadcast(v58)
          let v60: f32x8 = x_2[i_2 + 10000*b_3 : 8]
          acc54 = fma(b59, v60, acc54)
          let v61: f32x8 = x_2[i_2 + 10000*b_3 + 8 : 8]
          acc55 = fma(b59, v61, acc55)
          let v62: f32x8 = x_2[i_2 + 10000*b_3 + 16 : 8]
          acc56 = fma(b59, v62, acc56)
          let v63: f32x8 = x_2[i_2 + 10000*b_3 + 24 : 8]
          acc57 = fma(b59, v63, acc57)
        }
        let v64: f32x8 = w_0[10000*o_2 + i_2 : 8]
        y_3[10000*o_2 + i_2 : 8] = acc54 - v64
        let v65: f32x8 = w_0[10000*o_2 + i_2 + 8 : 8]
        y_3[10000*o_2 + i_2 + 8 : 8] = acc55 - v65
        let v66: f32x8 = w_0[10000*o_2 + i_2 + 16 : 8]
        y_3[10000*o_2 + i_2 + 16 : 8] = acc56 - v66
        let v67: f32x8 = w_0[10000*o_2 + i_2 + 24 : 8]
        y_3[10000*o_2 + i_2 + 24 : 8] = acc57 - v67
      }
      prefetch w_0[10000*o_2 + 10496]
      let acc68: f32x8 = 0
      let acc69: f32x8 = 0
      for b_4 in 0..8 unroll 8 {
        let v70: f32 = g_1[o_2 + 2048*b_4]
        let b71: f32x8 = broadcast(v70)
        let v72: f32x8 = x_2[10000*b_4 + 9984 : 8]
        acc68 = fma(b71, v72, acc68)
        let v73: f32x8 = x_2[10000*b_4 + 9992 : 8]
        acc69 = fma(b71, v73, acc69)
      }
      let v74: f32x8 = w_0[10000*o_2 + 9984 : 8]
      y_3[10000*o_2 + 9984 : 8] = acc68 - v74
      let v75: f32x8 = w_0[10000*o_2 + 9992 : 8]
      y_3[10000*o_2 + 9992 : 8] = acc69 - v75
    }
  }
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "x": f32[8, 10000]
  input "g": f32[8, 2048]
  input "w": f32[2048, 10000]
  output "y": f32[2048, 10000]
  buffer w_0: f32[20480000] at input 2
  buffer g_1: f32[16384] at input 1
  buffer x_2: f32[80000] at input 0
  buffer y_3: f32[20480000] at output 0
  call s_y_0(w_0, g_1, x_2, y_3) as "s+y" at "<stdin>:4" cost 327680000, 164225536, 1313804288
}
