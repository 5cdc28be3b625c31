# netc emit --stage loops --cpu x86-64-v3 --bind B=8 --rows half --ram-limit 1M
# Under a limit all eight run at once: what parts of rows take beside a batch is not known to it.
net f(x: [B, 4], w: [4, 4], v: [4, 4]) -> y {
  h[b, j] = sum(i) x[b, i]*w[i, j]
  y[b, j] = sum(i) h[b, i]*v[i, j]
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel h_0(x_0: f32 in, w_1: f32 in, h_2: f32 out) at "<stdin>:4" {
  let acc0: f32x8 = 0
  for i in 0..4 unroll 4 {
    let v1: f32 = x_0[i]
    let b2: f32x8 = broadcast(v1)
    let v3: f32x8 = w_1[4*i : 4 of 8]
    acc0 = fma(b2, v3, acc0)
  }
  h_2[0 : 4 of 8] = acc0
}

kernel h_1(x_0: f32 in, w_1: f32 in, h_2: f32 out, B) at "<stdin>:4" {
  for b in 0..8*quotient(B, 8) step 8 {
    let acc0: f32x8 = 0
    let acc1: f32x8 = 0
    let acc2: f32x8 = 0
    let acc3: f32x8 = 0
    let acc4: f32x8 = 0
    let acc5: f32x8 = 0
    let acc6: f32x8 = 0
    let acc7: f32x8 = 0
    for i in 0..4 unroll 4 {
      let v8: f32 = x_0[4*b + i]
      let b9: f32x8 = broadcast(v8)
      let v10: f32x8 = w_1[4*i : 4 of 8]
      acc0 = fma(b9, v10, acc0)
      let v11: f32 = x_0[4*b + i + 4]
      let b12: f32x8 = broadcast(v11)
      acc1 = fma(b12, v10, acc1)
      let v13: f32 = x_0[4*b + i + 8]
      let b14: f32x8 = broadcast(v13)
      acc2 = fma(b14, v10, acc2)
      let v15: f32 = x_0[4*b + i + 12]
      let b16: f32x8 = broadcast(v15)
      acc3 = fma(b16, v10, acc3)
      let v17: f32 = x_0[4*b + i + 16]
      let b18: f32x8 = broadcast(v17)
      acc4 = fma(b18, v10, acc4)
      let v19: f32 = x_0[4*b + i + 20]
      let b20: f32x8 = broadcast(v19)
      acc5 = fma(b20, v10, acc5)
      let v21: f32 = x_0[4*b + i + 24]
      let b22: f32x8 = broadcast(v21)
      acc6 = fma(b22, v10, acc6)
      let v23: f32 = x_0[4*b + i + 28]
      let b24: f32x8 = broadcast(v23)
      acc7 = fma(b24, v10, acc7)
    }
    h_2[4*b : 4 of 8] = acc0
    h_2[4*b + 4 : 4 of 8] = acc1
    h_2[4*b + 8 : 4 of 8] = acc2
    h_2[4*b + 12 : 4 of 8] = acc3
    h_2[4*b + 16 : 4 of 8] = acc4
    h_2[4*b + 20 : 4 of 8] = acc5
    h_2[4*b + 24 : 4 of 8] = acc6
    h_2[4*b + 28 : 4 of 8] = acc7
  }
  for b_2 in 8*quotient(B, 8)..B {
    let acc25: f32x8 = 0
    for i_2 in 0..4 unroll 4 {
      let v26: f32 = x_0[4*b_2 + i_2]
      let b27: f32x8 = broadcast(v26)
      let v28: f32x8 = w_1[4*i_2 : 4 of 8]
      acc25 = fma(b27, v28, acc25)
    }
    h_2[4*b_2 : 4 of 8] = acc25
  }
}

entry initialize "initialize" {
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 4]
  input "w": f32[4, 4]
  input "v": f32[4, 4]
  output "y": f32[B, 4]
  workspace 128
  buffer x_0: f32[4] at input 0
  buffer w_1: f32[16] at input 1
  buffer h_2: f32[4] at workspace 0
  buffer v_3: f32[16] at input 2
  buffer y_4: f32[4] at output 0
  call h_0(x_0, w_1, h_2) as "h" at "<stdin>:4" cost 32, 96, 652.8
  call h_0(h_2, v_3, y_4) as "y" at "<stdin>:5" cost 32, 96, 652.8
}

entry predict "predict_B8" {
  symbol B = 8
  input "x": f32[B, 4]
  input "w": f32[4, 4]
  input "v": f32[4, 4]
  output "y": f32[B, 4]
  workspace 192
  buffer x_0: f32[32] at input 0
  buffer w_1: f32[16] at input 1
  buffer h_2: f32[32] at workspace 0
  buffer v_3: f32[16] at input 2
  buffer y_4: f32[32] at output 0
  call h_1(x_0, w_1, h_2, B) as "h" at "<stdin>:4" cost 32, 40, 123.2
  call h_1(h_2, v_3, y_4, B) as "y" at "<stdin>:5" cost 32, 40, 123.2
}
