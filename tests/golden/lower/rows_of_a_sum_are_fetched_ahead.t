# netc emit --stage loops --cpu x86-64-v3
# Vectors along a sum walk rows of w, which lies beyond the caches: each round asks for what is 2 KiB on.
net f(w: f32[1024, 2048], x: f32[2048]) -> y {
  y[o] = sum(i) w[o, i]*x[i]
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

kernel y_0(w_0: f32 in, x_1: f32 in, y_2: f32 out) at "<stdin>:4" {
  parallel chunk in 0..64 {
    for o in 16*chunk..16*chunk + 16 {
      let acc0: f32x8 = 0
      let acc1: f32x8 = 0
      for i in 0..2048 step 16 {
        prefetch w_0[2048*o + i + 512]
        let v2: f32x8 = w_0[2048*o + i : 8]
        let v3: f32x8 = x_1[i : 8]
        acc0 = fma(v2, v3, acc0)
        let v4: f32x8 = w_0[2048*o + i + 8 : 8]
        let v5: f32x8 = x_1[i + 8 : 8]
        acc1 = fma(v4, v5, acc1)
      }
      let r6: f32 = sum_lanes(acc0 + acc1)
      y_2[o] = r6
    }
  }
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "w": f32[1024, 2048]
  input "x": f32[2048]
  output "y": f32[1024]
  buffer w_0: f32[2097152] at input 0
  buffer x_1: f32[2048] at input 1
  buffer y_2: f32[1024] at output 0
  call y_0(w_0, x_1, y_2) as "y" at "<stdin>:4" cost 4194304, 8400896, 67207168
}
