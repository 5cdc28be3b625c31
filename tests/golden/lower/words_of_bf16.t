# netc emit --precision bf16 --cpu znver4 --stage loops --bind B=1 -
# Two products in each lane of an accumulator.
net f(x: [B, 34]) -> y {
  param w: [512, 34] ~ zeros
  y[b, o] = sum(i) x[b, i]*w[o, i]
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu znver4"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma,avx512f,avx512vl,avx512bw,avx512dq,avx512cd,avx512bf16"
  fingerprint 0xd8c9121958f7b479
  weights 69632
  prepared 34816
  tensor "w": f32[512, 34] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel w_start_0(w_0: f32 out) at "<stdin>:4" {
  for i in 0..17408 step 64 {
    w_0[i : 16] = 0
    w_0[i + 16 : 16] = 0
    w_0[i + 32 : 16] = 0
    w_0[i + 48 : 16] = 0
  }
}

kernel x_pairs_1(x_0: f32 in, x.pairs_1: i32 out) at "<stdin>:5" {
  for i in 0..16 step 16 {
    let v0: f32x16 = x_0[i : 16]
    let v1: f32x16 = x_0[i + 17 : 16]
    x.pairs_1[i : 16] = pair(v0, v1)
  }
  let v2: f32x16 = x_0[16 : 1 of 16]
  let v3: f32x16 = x_0[33 : 1 of 16]
  x.pairs_1[16 : 1 of 16] = pair(v2, v3)
}

kernel w_pairs_copy_2(w_0: f32 in, w.pairs.copy_1: i32 out) at "<stdin>:5" {
  parallel chunk in 0..4 {
    for i in 128*chunk..128*chunk + 128 step 16 {
      for j in 0..17 {
        let v0: f32x16 = gather(w_0, 34*lanes(i : 16) + broadcast(j))
        let v1: f32x16 = gather(w_0, 34*lanes(i : 16) + broadcast(j) + 17)
        w.pairs.copy_1[64*j + 1088*quotient(i, 64) + remainder(i, 64) : 16] = pair(v0, v1)
      }
    }
  }
}

kernel y_3(x.pairs_0: i32 in, w.pairs.copy_1: i32 in, y_2: f32 out) at "<stdin>:5" {
  for o in 0..512 step 64 {
    let acc0: f32x16 = 0
    let acc1: f32x16 = 0
    let acc2: f32x16 = 0
    let acc3: f32x16 = 0
    for i in 0..17 unroll 4 {
      let v4: i32 = x.pairs_0[i]
      let b5: i32x16 = broadcast(v4)
      let v6: i32x16 = w.pairs.copy_1[64*i + 1088*quotient(o, 64) + remainder(o, 64) : 16]
      acc0 = dot(b5, v6, acc0)
      let v7: i32x16 = w.pairs.copy_1[64*i + 1088*quotient(o, 64) + remainder(o, 64) + 16 : 16]
      acc1 = dot(b5, v7, acc1)
      let v8: i32x16 = w.pairs.copy_1[64*i + 1088*quotient(o, 64) + remainder(o, 64) + 32 : 16]
      acc2 = dot(b5, v8, acc2)
      let v9: i32x16 = w.pairs.copy_1[64*i + 1088*quotient(o, 64) + remainder(o, 64) + 48 : 16]
      acc3 = dot(b5, v9, acc3)
    }
    y_2[o : 16] = acc0
    y_2[o + 16 : 16] = acc1
    y_2[o + 32 : 16] = acc2
    y_2[o + 48 : 16] = acc3
  }
}

entry initialize "initialize" {
  buffer w_0: f32[17408] at weights 0
  call w_start_0(w_0) as "w.start" at "<stdin>:4" cost 0, 69632, 278528
}

entry prepare "prepare" {
  buffer w_0: f32[17408] at weights 0
  buffer w.pairs.copy_1: i32[8704] at prepared 0
  call w_pairs_copy_2(w_0, w.pairs.copy_1) as "w.pairs.copy" at "<stdin>:5" cost 34816, 104448, 2478899.2
}

entry predict "predict_B1" {
  symbol B = 1
  input "x": f32[B, 34]
  output "y": f32[B, 512]
  workspace 192
  buffer x_0: f32[34] at input 0
  buffer x.pairs_1: i32[17] at workspace 0
  buffer w.pairs.copy_2: i32[8704] at prepared 0
  buffer y_3: f32[512] at output 0
  call x_pairs_1(x_0, x.pairs_1) as "x.pairs" at "<stdin>:5" cost 68, 204, 1036.8
  call y_3(x.pairs_1, w.pairs.copy_2, y_3) as "y" at "<stdin>:5" cost 34816, 36932, 147728
}
