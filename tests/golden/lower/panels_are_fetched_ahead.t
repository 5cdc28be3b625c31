# netc emit --stage loops --cpu x86-64-v2
# The tiles that read one panel of w ask for the next one, a part each.
net f(x: f32[8, 96]) -> y {
  param w: [1024, 96] ~ constant(1)
  y[b, o] = sum(i) x[b, i]*w[o, i]
}
=== exit 0
program "f" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v2"
  features "ssse3,sse4.1,sse4.2"
  fingerprint 0x9c72a1d9d51ea5b1
  weights 393216
  prepared 393216
  tensor "w": f32[1024, 96] at 0, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel w_start_0(w_0: f32 out) at "<stdin>:4" {
  parallel chunk in 0..8 {
    for i in 12288*chunk..12288*chunk + 12288 step 12 {
      w_0[i : 4] = 1
      w_0[i + 4 : 4] = 1
      w_0[i + 8 : 4] = 1
    }
  }
}

kernel w_copy_1(w_0: f32 in, w.copy_1: f32 out) at "<stdin>:4" {
  parallel chunk in 0..8 {
    for i in 128*chunk..128*chunk + 128 step 4 {
      for j in 0..96 {
        let v0: f32x4 = gather(w_0, 96*lanes(i : 4) + broadcast(j))
        w.copy_1[16*j + 1536*quotient(i, 16) + remainder(i, 16) : 4] = v0
      }
    }
  }
}

kernel y_2(w.copy_0: f32 in, x_1: f32 in, y_2: f32 out) at "<stdin>:5" {
  parallel chunk in 0..8 {
    for o in 128*chunk..128*chunk + 128 step 16 {
      for b in 0..6 step 3 {
        let acc0: f32x4 = 0
        let acc1: f32x4 = 0
        let acc2: f32x4 = 0
        let acc3: f32x4 = 0
        let acc4: f32x4 = 0
        let acc5: f32x4 = 0
        let acc6: f32x4 = 0
        let acc7: f32x4 = 0
        let acc8: f32x4 = 0
        let acc9: f32x4 = 0
        let acc10: f32x4 = 0
        let acc11: f32x4 = 0
        for ahead in 0..4 {
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead)]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 16]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 32]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 48]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 64]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 80]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 96]
          prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*(4*quotient(b, 3) + ahead) + 112]
          for i in 0..24 {
            let v12: f32 = x_1[96*b + (24*ahead + i)]
            let v13: f32x4 = w.copy_0[16*(24*ahead + i) + 1536*quotient(o, 16) + remainder(o, 16) : 4]
            acc0 = acc0 + broadcast(v12) * v13
            let v14: f32 = x_1[96*b + (24*ahead + i) + 96]
            acc1 = acc1 + broadcast(v14) * v13
            let v15: f32 = x_1[96*b + (24*ahead + i) + 192]
            acc2 = acc2 + broadcast(v15) * v13
            let v16: f32x4 = w.copy_0[16*(24*ahead + i) + 1536*quotient(o, 16) + remainder(o, 16) + 4 : 4]
            acc3 = acc3 + broadcast(v12) * v16
            acc4 = acc4 + broadcast(v14) * v16
            acc5 = acc5 + broadcast(v15) * v16
            let v17: f32x4 = w.copy_0[16*(24*ahead + i) + 1536*quotient(o, 16) + remainder(o, 16) + 8 : 4]
            acc6 = acc6 + broadcast(v12) * v17
            acc7 = acc7 + broadcast(v14) * v17
            acc8 = acc8 + broadcast(v15) * v17
            let v18: f32x4 = w.copy_0[16*(24*ahead + i) + 1536*quotient(o, 16) + remainder(o, 16) + 12 : 4]
            acc9 = acc9 + broadcast(v12) * v18
            acc10 = acc10 + broadcast(v14) * v18
            acc11 = acc11 + broadcast(v15) * v18
          }
        }
        y_2[1024*b + o : 4] = acc0
        y_2[1024*b + o + 1024 : 4] = acc1
        y_2[1024*b + o + 2048 : 4] = acc2
        y_2[1024*b + o + 4 : 4] = acc3
        y_2[1024*b + o + 1028 : 4] = acc4
        y_2[1024*b + o + 2052 : 4] = acc5
        y_2[1024*b + o + 8 : 4] = acc6
        y_2[1024*b + o + 1032 : 4] = acc7
        y_2[1024*b + o + 2056 : 4] = acc8
        y_2[1024*b + o + 12 : 4] = acc9
        y_2[1024*b + o + 1036 : 4] = acc10
        y_2[1024*b + o + 2060 : 4] = acc11
      }
      let acc19: f32x4 = 0
      let acc20: f32x4 = 0
      let acc21: f32x4 = 0
      let acc22: f32x4 = 0
      let acc23: f32x4 = 0
      let acc24: f32x4 = 0
      let acc25: f32x4 = 0
      let acc26: f32x4 = 0
      for ahead_2 in 0..4 {
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1024]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1040]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1056]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1072]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1088]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1104]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1120]
        prefetch far w.copy_0[1536*quotient(o + 16, 16) + remainder(o + 16, 16) + 128*ahead_2 + 1136]
        for i_2 in 0..24 {
          let v27: f32 = x_1[24*ahead_2 + i_2 + 576]
          let v28: f32x4 = w.copy_0[16*(24*ahead_2 + i_2) + 1536*quotient(o, 16) + remainder(o, 16) : 4]
          acc19 = acc19 + broadcast(v27) * v28
          let v29: f32 = x_1[24*ahead_2 + i_2 + 672]
          acc20 = acc20 + broadcast(v29) * v28
          let v30: f32x4 = w.copy_0[16*(24*ahead_2 + i_2) + 1536*quotient(o, 16) + remainder(o, 16) + 4 : 4]
          acc21 = acc21 + broadcast(v27) * v30
          acc22 = acc22 + broadcast(v29) * v30
          let v31: f32x4 = w.copy_0[16*(24*ahead_2 + i_2) + 1536*quotient(o, 16) + remainder(o, 16) + 8 : 4]
          acc23 = acc23 + broadcast(v27) * v31
          acc24 = acc24 + broadcast(v29) * v31
          let v32: f32x4 = w.copy_0[16*(24*ahead_2 + i_2) + 1536*quotient(o, 16) + remainder(o, 16) + 12 : 4]
          acc25 = acc25 + broadcast(v27) * v32
          acc26 = acc26 + broadcast(v29) * v32
        }
      }
      y_2[o + 6144 : 4] = acc19
      y_2[o + 7168 : 4] = acc20
      y_2[o + 6148 : 4] = acc21
      y_2[o + 7172 : 4] = acc22
      y_2[o + 6152 : 4] = acc23
      y_2[o + 7176 : 4] = acc24
      y_2[o + 6156 : 4] = acc25
      y_2[o + 7180 : 4] = acc26
    }
  }
}

entry initialize "initialize" {
  buffer w_0: f32[98304] at weights 0
  call w_start_0(w_0) as "w.start" at "<stdin>:4" cost 0, 393216, 1006632.96
}

entry prepare "prepare" {
  buffer w_0: f32[98304] at weights 0
  buffer w.copy_1: f32[98304] at prepared 0
  call w_copy_1(w_0, w.copy_1) as "w.copy" at "<stdin>:4" cost 0, 786432, 3743416.3200000003
}

entry predict "predict" {
  input "x": f32[8, 96]
  output "y": f32[8, 1024]
  buffer w.copy_0: f32[98304] at prepared 0
  buffer x_1: f32[768] at input 0
  buffer y_2: f32[8192] at output 0
  call y_2(w.copy_0, x_1, y_2) as "y" at "<stdin>:5" cost 1572864, 429056, 1952560.6198425198
}
