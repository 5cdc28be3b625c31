# netc emit --stage loops --cpu x86-64-v3 --chains all
# Each task clears its own result, then adds up its blocks; the results of the tasks are summed at the end.
net f(x: f32[24, 8]) -> s {
  a[b, j] = max(k) x[b, k]*x[b, j]
  g[b, j] = max(k) a[b, k]*a[b, j]
  s[j] = sum(b) g[b, j]
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

kernel a_0(s.parts_0: f32 inout, x_1: f32 in) at "<stdin>:4" {
  local a: f32[24]
  local g: f32[24]
  parallel chunk in 0..1 {
    s.parts_0[8*chunk : 8] = 0
    for chunk_2 in 8*chunk..8*chunk + 8 {
      let acc0: f32x8 = -inf
      let acc1: f32x8 = -inf
      let acc2: f32x8 = -inf
      for k in 0..8 unroll 8 {
        let v3: f32 = x_1[24*chunk_2 + k]
        let v4: f32x8 = x_1[24*chunk_2 : 8]
        acc0 = maximum(acc0, broadcast(v3) * v4)
        let v5: f32 = x_1[24*chunk_2 + k + 8]
        let v6: f32x8 = x_1[24*chunk_2 + 8 : 8]
        acc1 = maximum(acc1, broadcast(v5) * v6)
        let v7: f32 = x_1[24*chunk_2 + k + 16]
        let v8: f32x8 = x_1[24*chunk_2 + 16 : 8]
        acc2 = maximum(acc2, broadcast(v7) * v8)
      }
      a[24*chunk_2 - 24*chunk_2 : 8] = acc0
      a[24*chunk_2 + 8 - 24*chunk_2 : 8] = acc1
      a[24*chunk_2 + 16 - 24*chunk_2 : 8] = acc2
      let acc9: f32x8 = -inf
      let acc10: f32x8 = -inf
      let acc11: f32x8 = -inf
      for k_2 in 0..8 unroll 8 {
        let v12: f32 = a[24*chunk_2 + k_2 - 24*chunk_2]
        let v13: f32x8 = a[24*chunk_2 - 24*chunk_2 : 8]
        acc9 = maximum(acc9, broadcast(v12) * v13)
        let v14: f32 = a[24*chunk_2 + k_2 + 8 - 24*chunk_2]
        let v15: f32x8 = a[24*chunk_2 + 8 - 24*chunk_2 : 8]
        acc10 = maximum(acc10, broadcast(v14) * v15)
        let v16: f32 = a[24*chunk_2 + k_2 + 16 - 24*chunk_2]
        let v17: f32x8 = a[24*chunk_2 + 16 - 24*chunk_2 : 8]
        acc11 = maximum(acc11, broadcast(v16) * v17)
      }
      g[24*chunk_2 - 24*chunk_2 : 8] = acc9
      g[24*chunk_2 + 8 - 24*chunk_2 : 8] = acc10
      g[24*chunk_2 + 16 - 24*chunk_2 : 8] = acc11
      let acc18: f32x8 = 0
      for b in 3*chunk_2..3*chunk_2 + 3 unroll 4 {
        let v19: f32x8 = g[8*b - 24*chunk_2 : 8]
        acc18 = acc18 + v19
      }
      let s20: f32x8 = s.parts_0[8*chunk : 8] + acc18
      s.parts_0[8*chunk : 8] = s20
    }
  }
}

kernel s_1(s.parts_0: f32 in, s_1: f32 out) at "<stdin>:6" {
  let acc0: f32x8 = 0
  for part in 0..1 {
    let v1: f32x8 = s.parts_0[8*part : 8]
    acc0 = acc0 + v1
  }
  s_1[0 : 8] = acc0
}

entry initialize "initialize" {
}

entry predict "predict" {
  input "x": f32[24, 8]
  output "s": f32[8]
  workspace 128
  buffer s.parts_0: f32[8] at workspace 0
  buffer x_1: f32[192] at input 0
  buffer s_2: f32[8] at output 0
  call a_0(s.parts_0, x_1) as "a, g, s.parts" at "<stdin>:4" cost 6336, 3872, 18620.34285714286
  call s_1(s.parts_0, s_2) as "s" at "<stdin>:6" cost 8, 64, 257.6
}
