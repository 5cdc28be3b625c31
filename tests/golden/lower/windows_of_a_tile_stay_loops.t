# netc emit --stage loops --cpu x86-64-v4
# Unrolled along s, the tile would keep in registers what its points read of each other.
net f(x: f32[49], w: f32[7, 64]) -> y {
  y[j < 21, o] = sum(s) x[2*j + s]*w[s, o]
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v4"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma,avx512f,avx512vl,avx512bw,avx512dq,avx512cd"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel y_0(x_0: f32 in, w_1: f32 in, y_2: f32 out) at "<stdin>:4" {
  for j in 0..18 step 6 {
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
    for s in 0..7 {
      let v24: f32 = x_0[2*j + s]
      let b25: f32x16 = broadcast(v24)
      let v26: f32x16 = w_1[64*s : 16]
      acc0 = fma(b25, v26, acc0)
      let v27: f32x16 = w_1[64*s + 16 : 16]
      acc1 = fma(b25, v27, acc1)
      let v28: f32x16 = w_1[64*s + 32 : 16]
      acc2 = fma(b25, v28, acc2)
      let v29: f32x16 = w_1[64*s + 48 : 16]
      acc3 = fma(b25, v29, acc3)
      let v30: f32 = x_0[2*j + s + 2]
      let b31: f32x16 = broadcast(v30)
      acc4 = fma(b31, v26, acc4)
      acc5 = fma(b31, v27, acc5)
      acc6 = fma(b31, v28, acc6)
      acc7 = fma(b31, v29, acc7)
      let v32: f32 = x_0[2*j + s + 4]
      let b33: f32x16 = broadcast(v32)
      acc8 = fma(b33, v26, acc8)
      acc9 = fma(b33, v27, acc9)
      acc10 = fma(b33, v28, acc10)
      acc11 = fma(b33, v29, acc11)
      let v34: f32 = x_0[2*j + s + 6]
      let b35: f32x16 = broadcast(v34)
      acc12 = fma(b35, v26, acc12)
      acc13 = fma(b35, v27, acc13)
      acc14 = fma(b35, v28, acc14)
      acc15 = fma(b35, v29, acc15)
      let v36: f32 = x_0[2*j + s + 8]
      let b37: f32x16 = broadcast(v36)
      acc16 = fma(b37, v26, acc16)
      acc17 = fma(b37, v27, acc17)
      acc18 = fma(b37, v28, acc18)
      acc19 = fma(b37, v29, acc19)
      let v38: f32 = x_0[2*j + s + 10]
      let b39: f32x16 = broadcast(v38)
      acc20 = fma(b39, v26, acc20)
      acc21 = fma(b39, v27, acc21)
      acc22 = fma(b39, v28, acc22)
      acc23 = fma(b39, v29, acc23)
    }
    y_2[64*j : 16] = acc0
    y_2[64*j + 16 : 16] = acc1
    y_2[64*j + 32 : 16] = acc2
    y_2[64*j + 48 : 16] = acc3
    y_2[64*j + 64 : 16] = acc4
    y_2[64*j + 80 : 16] = acc5
    y_2[64*j + 96 : 16] = acc6
    y_2[64*j + 112 : 16] = acc7
    y_2[64*j + 128 : 16] = acc8
    y_2[64*j + 144 : 16] = acc9
    y_2[64*j + 160 : 16] = acc10
    y_2[64*j + 176 : 16] = acc11
    y_2[64*j + 192 : 16] = acc12
    y_2[64*j + 208 : 16] = acc13
    y_2[64*j + 224 : 16] = acc14
    y_2[64*j + 240 : 16] = acc15
    y_2[64*j + 256 : 16] = acc16
    y_2[64*j + 272 : 16] = acc17
    y_2[64*j + 288 : 16] = acc18
    y_2[64*j + 304 : 16] = acc19
    y_2[64*j + 320 : 16] = acc20
    y_2[64*j + 336 : 16] = acc21
    y_2[64*j + 352 : 16] = acc22
    y_2[64*j + 368 : 16] = acc23
  }
  let acc40: f32x16 = 0
  let acc41: f32x16 = 0
  let acc42: f32x16 = 0
  let acc43: f32x16 = 0
  let acc44: f32x16 = 0
  let acc45: f32x16 = 0
  let acc46: f32x16 = 0
  let acc47: f32x16 = 0
  let acc48: f32x16 = 0
  let acc49: f32x16 = 0
  let acc50: f32x16 = 0
  let acc51: f32x16 = 0
  for s_2 in 0..7 {
    let v52: f32 = x_0[s_2 + 36]
    let b53: f32x16 = broadcast(v52)
    let v54: f32x16 = w_1[64*s_2 : 16]
    acc40 = fma(b53, v54, acc40)
    let v55: f32x16 = w_1[64*s_2 + 16 : 16]
    acc41 = fma(b53, v55, acc41)
    let v56: f32x16 = w_1[64*s_2 + 32 : 16]
    acc42 = fma(b53, v56, acc42)
    let v57: f32x16 = w_1[64*s_2 + 48 : 16]
    acc43 = fma(b53, v57, acc43)
    let v58: f32 = x_0[s_2 + 38]
    let b59: f32x16 = broadcast(v58)
    acc44 = fma(b59, v54, acc44)
    acc45 = fma(b59, v55, acc45)
    acc46 = fma(b59, v56, acc46)
    acc47 = fma(b59, v57, acc47)
    let v60: f32 = x_0[s_2 + 40]
    let b61: f32x16 = broadcast(v60)
    acc48 = fma(b61, v54, acc48)
    acc49 = fma(b61, v55, acc49)
    acc50 = fma(b61, v56, acc50)
    acc51 = fma(b61, v57, acc51)
  }
  y_2[1152 : 16] = acc40
  y_2[1168 : 16] = acc41
  y_2[1184 : 16] = acc42
  y_2[1200 : 16] = acc43
  y_2[1216 : 16] = acc44
  y_2[1232 : 16] = acc45
  y_2[1248 : 16] = acc46
  y_2[1264 : 16] = acc47
  y_2[1280 : 16] = acc48
  y_2[1296 : 16] = acc49
  y_2[1312 : 16] = acc50
  y_2[1328 : 16] = acc51
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "x": f32[49]
  input "w": f32[7, 64]
  output "y": f32[21, 64]
  buffer x_0: f32[49] at input 0
  buffer w_1: f32[448] at input 1
  buffer y_2: f32[1344] at output 0
  call y_0(x_0, w_1, y_2) as "y" at "<stdin>:4" cost 18816, 7364, 25706.624
}
