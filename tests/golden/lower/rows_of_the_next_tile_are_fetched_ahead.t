# netc emit --stage loops --cpu x86-64-v4
# x is 12 MB: while the sum of 14 pixels runs, the 128 channels of each of the next 14 are fetched.
net f(x: f32[24576, 128]) -> y {
  param w: [32, 128] ~ constant(0.5)
  y[p, o] = sum(c) x[p, c]*w[o, c]
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v4"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma,avx512f,avx512vl,avx512bw,avx512dq,avx512cd"
  fingerprint 0x26e3c817cac7b36e
  weights 16384
  prepared 16384
  tensor "w": f32[32, 128] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel w_start_0(w_0: f32 out) at "<stdin>:4" {
  for i in 0..4096 step 64 {
    w_0[i : 16] = 0.5
    w_0[i + 16 : 16] = 0.5
    w_0[i + 32 : 16] = 0.5
    w_0[i + 48 : 16] = 0.5
  }
}

kernel w_copy_1(w_0: f32 in, w.copy_1: f32 out) at "<stdin>:4" {
  for i in 0..32 step 16 {
    for j in 0..128 {
      let v0: f32x16 = gather(w_0, 128*lanes(i : 16) + broadcast(j))
      w.copy_1[i + 32*j : 16] = v0
    }
  }
}

kernel y_2(x_0: f32 in, w.copy_1: f32 in, y_2: f32 out) at "<stdin>:5" {
  parallel chunk in 0..63 {
    for p in 392*chunk..392*chunk + 14*quotient(minimum(392*chunk + 392, 24576) - 392*chunk, 14) step 14 {
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
      let acc24: f32x16 = 0
      let acc25: f32x16 = 0
      let acc26: f32x16 = 0
      let acc27: f32x16 = 0
      for ahead in 0..14 {
        prefetch x_0[128*p + 128*ahead + 1792]
        prefetch x_0[128*p + 128*ahead + 1808]
        prefetch x_0[128*p + 128*ahead + 1824]
        prefetch x_0[128*p + 128*ahead + 1840]
        prefetch x_0[128*p + 128*ahead + 1856]
        prefetch x_0[128*p + 128*ahead + 1872]
        prefetch x_0[128*p + 128*ahead + 1888]
        prefetch x_0[128*p + 128*ahead + 1904]
        for c in 0..9 {
          let v28: f32 = x_0[128*p + (9*ahead + c)]
          let b29: f32x16 = broadcast(v28)
          let v30: f32x16 = w.copy_1[32*(9*ahead + c) : 16]
          acc0 = fma(b29, v30, acc0)
          let v31: f32x16 = w.copy_1[32*(9*ahead + c) + 16 : 16]
          acc1 = fma(b29, v31, acc1)
          let v32: f32 = x_0[128*p + (9*ahead + c) + 128]
          let b33: f32x16 = broadcast(v32)
          acc2 = fma(b33, v30, acc2)
          acc3 = fma(b33, v31, acc3)
          let v34: f32 = x_0[128*p + (9*ahead + c) + 256]
          let b35: f32x16 = broadcast(v34)
          acc4 = fma(b35, v30, acc4)
          acc5 = fma(b35, v31, acc5)
          let v36: f32 = x_0[128*p + (9*ahead + c) + 384]
          let b37: f32x16 = broadcast(v36)
          acc6 = fma(b37, v30, acc6)
          acc7 = fma(b37, v31, acc7)
          let v38: f32 = x_0[128*p + (9*ahead + c) + 512]
          let b39: f32x16 = broadcast(v38)
          acc8 = fma(b39, v30, acc8)
          acc9 = fma(b39, v31, acc9)
          let v40: f32 = x_0[128*p + (9*ahead + c) + 640]
          let b41: f32x16 = broadcast(v40)
          acc10 = fma(b41, v30, acc10)
          acc11 = fma(b41, v31, acc11)
          let v42: f32 = x_0[128*p + (9*ahead + c) + 768]
          let b43: f32x16 = broadcast(v42)
          acc12 = fma(b43, v30, acc12)
          acc13 = fma(b43, v31, acc13)
          let v44: f32 = x_0[128*p + (9*ahead + c) + 896]
          let b45: f32x16 = broadcast(v44)
          acc14 = fma(b45, v30, acc14)
          acc15 = fma(b45, v31, acc15)
          let v46: f32 = x_0[128*p + (9*ahead + c) + 1024]
          let b47: f32x16 = broadcast(v46)
          acc16 = fma(b47, v30, acc16)
          acc17 = fma(b47, v31, acc17)
          let v48: f32 = x_0[128*p + (9*ahead + c) + 1152]
          let b49: f32x16 = broadcast(v48)
          acc18 = fma(b49, v30, acc18)
          acc19 = fma(b49, v31, acc19)
          let v50: f32 = x_0[128*p + (9*ahead + c) + 1280]
          let b51: f32x16 = broadcast(v50)
          acc20 = fma(b51, v30, acc20)
          acc21 = fma(b51, v31, acc21)
          let v52: f32 = x_0[128*p + (9*ahead + c) + 1408]
          let b53: f32x16 = broadcast(v52)
          acc22 = fma(b53, v30, acc22)
          acc23 = fma(b53, v31, acc23)
          let v54: f32 = x_0[128*p + (9*ahead + c) + 1536]
          let b55: f32x16 = broadcast(v54)
          acc24 = fma(b55, v30, acc24)
          acc25 = fma(b55, v31, acc25)
          let v56: f32 = x_0[128*p + (9*ahead + c) + 1664]
          let b57: f32x16 = broadcast(v56)
          acc26 = fma(b57, v30, acc26)
          acc27 = fma(b57, v31, acc27)
        }
      }
      for c_2 in 126..128 unroll 2 {
        let v58: f32 = x_0[128*p + c_2]
        let b59: f32x16 = broadcast(v58)
        let v60: f32x16 = w.copy_1[32*c_2 : 16]
        acc0 = fma(b59, v60, acc0)
        let v61: f32x16 = w.copy_1[32*c_2 + 16 : 16]
        acc1 = fma(b59, v61, acc1)
        let v62: f32 = x_0[128*p + c_2 + 128]
        let b63: f32x16 = broadcast(v62)
        acc2 = fma(b63, v60, acc2)
        acc3 = fma(b63, v61, acc3)
        let v64: f32 = x_0[128*p + c_2 + 256]
        let b65: f32x16 = broadcast(v64)
        acc4 = fma(b65, v60, acc4)
        acc5 = fma(b65, v61, acc5)
        let v66: f32 = x_0[128*p + c_2 + 384]
        let b67: f32x16 = broadcast(v66)
        acc6 = fma(b67, v60, acc6)
        acc7 = fma(b67, v61, acc7)
        let v68: f32 = x_0[128*p + c_2 + 512]
        let b69: f32x16 = broadcast(v68)
        acc8 = fma(b69, v60, acc8)
        acc9 = fma(b69, v61, acc9)
        let v70: f32 = x_0[128*p + c_2 + 640]
        let b71: f32x16 = broadcast(v70)
        acc10 = fma(b71, v60, acc10)
        acc11 = fma(b71, v61, acc11)
        let v72: f32 = x_0[128*p + c_2 + 768]
        let b73: f32x16 = broadcast(v72)
        acc12 = fma(b73, v60, acc12)
        acc13 = fma(b73, v61, acc13)
        let v74: f32 = x_0[128*p + c_2 + 896]
        let b75: f32x16 = broadcast(v74)
        acc14 = fma(b75, v60, acc14)
        acc15 = fma(b75, v61, acc15)
        let v76: f32 = x_0[128*p + c_2 + 1024]
        let b77: f32x16 = broadcast(v76)
        acc16 = fma(b77, v60, acc16)
        acc17 = fma(b77, v61, acc17)
        let v78: f32 = x_0[128*p + c_2 + 1152]
        let b79: f32x16 = broadcast(v78)
        acc18 = fma(b79, v60, acc18)
        acc19 = fma(b79, v61, acc19)
        let v80: f32 = x_0[128*p + c_2 + 1280]
        let b81: f32x16 = broadcast(v80)
        acc20 = fma(b81, v60, acc20)
        acc21 = fma(b81, v61, acc21)
        let v82: f32 = x_0[128*p + c_2 + 1408]
        let b83: f32x16 = broadcast(v82)
        acc22 = fma(b83, v60, acc22)
        acc23 = fma(b83, v61, acc23)
        let v84: f32 = x_0[128*p + c_2 + 1536]
        let b85: f32x16 = broadcast(v84)
        acc24 = fma(b85, v60, acc24)
        acc25 = fma(b85, v61, acc25)
        let v86: f32 = x_0[128*p + c_2 + 1664]
        let b87: f32x16 = broadcast(v86)
        acc26 = fma(b87, v60, acc26)
        acc27 = fma(b87, v61, acc27)
      }
      y_2[32*p : 16] = acc0
      y_2[32*p + 16 : 16] = acc1
      y_2[32*p + 32 : 16] = acc2
      y_2[32*p + 48 : 16] = acc3
      y_2[32*p + 64 : 16] = acc4
      y_2[32*p + 80 : 16] = acc5
      y_2[32*p + 96 : 16] = acc6
      y_2[32*p + 112 : 16] = acc7
      y_2[32*p + 128 : 16] = acc8
      y_2[32*p + 144 : 16] = acc9
      y_2[32*p + 160 : 16] = acc10
      y_2[32*p + 176 : 16] = acc11
      y_2[32*p + 192 : 16] = acc12
      y_2[32*p + 208 : 16] = acc13
      y_2[32*p + 224 : 16] = acc14
      y_2[32*p + 240 : 16] = acc15
      y_2[32*p + 256 : 16] = acc16
      y_2[32*p + 272 : 16] = acc17
      y_2[32*p + 288 : 16] = acc18
      y_2[32*p + 304 : 16] = acc19
      y_2[32*p + 320 : 16] = acc20
      y_2[32*p + 336 : 16] = acc21
      y_2[32*p + 352 : 16] = acc22
      y_2[32*p + 368 : 16] = acc23
      y_2[32*p + 384 : 16] = acc24
      y_2[32*p + 400 : 16] = acc25
      y_2[32*p + 416 : 16] = acc26
      y_2[32*p + 432 : 16] = acc27
    }
    for p_2 in 392*chunk + 14*quotient(minimum(392*chunk + 392, 24576) - 392*chunk, 14)..minimum(392*chunk + 392, 24576) {
      let acc88: f32x16 = 0
      let acc89: f32x16 = 0
      for c_3 in 0..128 {
        let v90: f32 = x_0[128*p_2 + c_3]
        let b91: f32x16 = broadcast(v90)
        let v92: f32x16 = w.copy_1[32*c_3 : 16]
        acc88 = fma(b91, v92, acc88)
        let v93: f32x16 = w.copy_1[32*c_3 + 16 : 16]
        acc89 = fma(b91, v93, acc89)
      }
      y_2[32*p_2 : 16] = acc88
      y_2[32*p_2 + 16 : 16] = acc89
    }
  }
}

entry initialize "initialize" {
  buffer w_0: f32[4096] at weights 0
  call w_start_0(w_0) as "w.start" at "<stdin>:4" cost 0, 16384, 32768
}

entry prepare "prepare" {
  buffer w_0: f32[4096] at weights 0
  buffer w.copy_1: f32[4096] at prepared 0
  call w_copy_1(w_0, w.copy_1) as "w.copy" at "<stdin>:4" cost 0, 32768, 353894.4
}

entry predict "predict" {
  input "x": f32[24576, 128]
  output "y": f32[24576, 32]
  buffer x_0: f32[3145728] at input 0
  buffer w.copy_1: f32[4096] at prepared 0
  buffer y_2: f32[786432] at output 0
  call y_2(x_0, w.copy_1, y_2) as "y" at "<stdin>:5" cost 201326592, 15745024, 331115120.98594594
}
