# netc emit --train --stage loops --cpu x86-64-v3
# One kernel: the gradient in registers, then the update where the weights lie. Sizes of the day bound the loops.
net f(x: f32[B, 8]) -> y {
  param weight: [8] ~ zeros
  y[b] = sum(i) x[b, i]*weight[i]
}

train f(t: f32[B]) {
  data      = npy(x: "x.npy", t: "t.npy")
  loss      = mse(y, t)
  optimizer = sgd(lr: 0.1)
  batch     = 8
  epochs    = 1
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  fingerprint 0x12de2cb9c148f4a
  weights 32
  tensor "weight": f32[8] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
  scalar "lr" = 0.1
  reader "data" "npy" ("x" = "x.npy", "t" = "t.npy")
  setting "batch" = 8
  setting "epochs" = 1
}

kernel mse_sum_grad_0(mse.sum.grad_0: f32 out, B) at "<stdin>:10" {
  mse.sum.grad_0[0] = 1 / f32(B)
}

kernel y_y_grad_1(x_0: f32 in, weight_1: f32 in, y_2: f32 out, mse.sum.grad_3: f32 in, t_4: f32 in, y.grad_5: f32 out, B) at "<stdin>:5" {
  let v17: f32 = mse.sum.grad_3[0]
  for b in 0..8*quotient(B, 8) step 8 {
    let acc0: f32 = 0
    let acc1: f32 = 0
    let acc2: f32 = 0
    let acc3: f32 = 0
    let acc4: f32 = 0
    let acc5: f32 = 0
    let acc6: f32 = 0
    let acc7: f32 = 0
    for i in 0..8 unroll 8 {
      let v8: f32 = x_0[8*b + i]
      let v9: f32 = weight_1[i]
      acc0 = fma(v8, v9, acc0)
      let v10: f32 = x_0[8*b + i + 8]
      acc1 = fma(v10, v9, acc1)
      let v11: f32 = x_0[8*b + i + 16]
      acc2 = fma(v11, v9, acc2)
      let v12: f32 = x_0[8*b + i + 24]
      acc3 = fma(v12, v9, acc3)
      let v13: f32 = x_0[8*b + i + 32]
      acc4 = fma(v13, v9, acc4)
      let v14: f32 = x_0[8*b + i + 40]
      acc5 = fma(v14, v9, acc5)
      let v15: f32 = x_0[8*b + i + 48]
      acc6 = fma(v15, v9, acc6)
      let v16: f32 = x_0[8*b + i + 56]
      acc7 = fma(v16, v9, acc7)
    }
    y_2[b] = acc0
    let v18: f32 = t_4[b]
    let s19: f32 = 2 * (v17 * (acc0 - v18))
    y.grad_5[b] = s19
    y_2[b + 1] = acc1
    let v20: f32 = t_4[b + 1]
    let s21: f32 = 2 * (v17 * (acc1 - v20))
    y.grad_5[b + 1] = s21
    y_2[b + 2] = acc2
    let v22: f32 = t_4[b + 2]
    let s23: f32 = 2 * (v17 * (acc2 - v22))
    y.grad_5[b + 2] = s23
    y_2[b + 3] = acc3
    let v24: f32 = t_4[b + 3]
    let s25: f32 = 2 * (v17 * (acc3 - v24))
    y.grad_5[b + 3] = s25
    y_2[b + 4] = acc4
    let v26: f32 = t_4[b + 4]
    let s27: f32 = 2 * (v17 * (acc4 - v26))
    y.grad_5[b + 4] = s27
    y_2[b + 5] = acc5
    let v28: f32 = t_4[b + 5]
    let s29: f32 = 2 * (v17 * (acc5 - v28))
    y.grad_5[b + 5] = s29
    y_2[b + 6] = acc6
    let v30: f32 = t_4[b + 6]
    let s31: f32 = 2 * (v17 * (acc6 - v30))
    y.grad_5[b + 6] = s31
    y_2[b + 7] = acc7
    let v32: f32 = t_4[b + 7]
    let s33: f32 = 2 * (v17 * (acc7 - v32))
    y.grad_5[b + 7] = s33
  }
  for b_2 in 8*quotient(B, 8)..B {
    let acc34: f32 = 0
    for i_2 in 0..8 unroll 8 {
      let v35: f32 = x_0[8*b_2 + i_2]
      let v36: f32 = weight_1[i_2]
      acc34 = fma(v35, v36, acc34)
    }
    y_2[b_2] = acc34
    let v37: f32 = t_4[b_2]
    let s38: f32 = 2 * (v17 * (acc34 - v37))
    y.grad_5[b_2] = s38
  }
}

kernel mse_sum_mse_2(y_0: f32 in, t_1: f32 in, mse_2: f32 out, B) at "<stdin>:10" {
  let c8: f32 = 1 / f32(B)
  let acc0: f32x8 = 0
  for i in 0..8*quotient(B, 8) step 8 {
    let v1: f32x8 = y_0[i : 8]
    let v2: f32x8 = t_1[i : 8]
    let v3: f32x8 = v1 - v2
    acc0 = fma(v3, v3, acc0)
  }
  for i_2 in 8*quotient(B, 8)..B step 8 {
    let v4: f32x8 = y_0[i_2 : minimum(8, B - i_2) of 8]
    let v5: f32x8 = t_1[i_2 : minimum(8, B - i_2) of 8]
    let v6: f32x8 = v4 - v5
    acc0 = acc0 + select(lanes(0 : 8) < broadcast(minimum(8, B - i_2)), v6 * v6, 0)
  }
  let r7: f32 = sum_lanes(acc0)
  mse_2[0] = r7 * c8
}

kernel weight_grad_weight_w_3(y.grad_0: f32 in, x_1: f32 in, weight_2: f32 inout, lr_3: f64 in, B) at "<stdin>:5" {
  let v5: f64 = lr_3[0]
  let c6: f32 = f32(v5)
  let acc0: f32x8 = 0
  for b in 0..B unroll 4 {
    let v1: f32 = y.grad_0[b]
    let b2: f32x8 = broadcast(v1)
    let v3: f32x8 = x_1[8*b : 8]
    acc0 = fma(b2, v3, acc0)
  }
  let v4: f32x8 = weight_2[0 : 8]
  weight_2[0 : 8] = v4 - broadcast(c6) * acc0
}

entry train "train" {
  symbol B = 8
  input "x": f32[B, 8]
  input "t": f32[B]
  output "loss": f32[]
  workspace 384
  buffer mse.sum.grad_0: f32[1] at workspace 128
  buffer x_1: f32[64] at input 0
  buffer weight_2: f32[8] at weights 0
  buffer y_3: f32[8] at workspace 0
  buffer t_4: f32[8] at input 1
  buffer y.grad_5: f32[8] at workspace 256
  buffer mse_6: f32[1] at output 0
  buffer weight_7: f32[8] at weights 0
  buffer lr_8: f64[1] at scalars 24
  call mse_sum_grad_0(mse.sum.grad_0, B) as "mse.sum.grad" at "<stdin>:10" cost 0.625, 0.5, 26
  call y_y_grad_1(x_1, weight_2, y_3, mse.sum.grad_0, t_4, y.grad_5, B) as "y+y.grad" at "<stdin>:5" cost 16, 48.5, 234.4
  call mse_sum_mse_2(y_3, t_4, mse_6, B) as "mse.sum+mse" at "<stdin>:10" cost 2, 8.5, 56.4
  call weight_grad_weight_w_3(y.grad_5, x_1, weight_7, lr_8, B) as "weight.grad+weight.w" at "<stdin>:5" cost 16, 45, 147.2
}
