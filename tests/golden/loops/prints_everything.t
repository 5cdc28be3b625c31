# netc emit --stage loops
# Every statement, every way to read and write; numbers take their type from the place.
constant table: f32[3] = {0.1, -inf, nan}
kernel products(x: f32 in, w: i32 in, y: f32 out) {
  let words: i32x8 = pair(x[0 : 8], 0.5)
  y[0 : 8] = dot(w[0 : 8], words, 0)
  let sum: f32 = sum_lanes(dot(w[8 : 8], 1065369472, f32x8(0)))
  y[8] = dot(w[0], w[1], sum)
}
kernel scale(x: u8 in, t: f32 in, y: f32 far, `step`, N) at "mlp.net:8" of "block.dense1" {
  local z: f32[24]
  let s: f32 = t[0]
  parallel b in 0..`step` step 2 reverse if remainder(N, 2) == 1 {
    for i in 3*b + 1..N unroll 4 {
      z[8*b : 8] = 0.5
      prefetch x[8*i + 61]
      let v: f32x8 = maximum(f32x8(x[8*i - 3 : N of 8]), -broadcast(s))
      v = select(not (v < 0 or v == v), fma(v, z[8*b : 8], v), gather(t, lanes(i : 8)))
      y[8*i : 8] = v + random(0xff, 3, lanes(8*i : 8))
      if s <= 1 {
        y[0] = sum_lanes(v) + f32(call pow(f64(s), 0.5))
      } else {
        y[1 : N - i of 4] = f32x4(i32x4(1) << 3)
      }
    }
  }
}
entry predict "predict" {
  symbol B = 4
  input "image": u8[B, 2*B - 1] in 256
  output "logits": f32[3]
  workspace 4096
  buffer image: u8[64] at input 0
  buffer table: f32[3] at constants 0
  buffer h: f32[1024] at workspace 0
  call scale(image, table, h, B, 2*B + 1) as "dense1+tanh" at "mlp.net:9" of "dense1" cost 98304, 2048
}
=== exit 0
constant table: f32[3] = {0.1, -inf, nan}

kernel products(x: f32 in, w: i32 in, y: f32 out) {
  let words: i32x8 = pair(x[0 : 8], 0.5)
  y[0 : 8] = dot(w[0 : 8], words, 0)
  let sum: f32 = sum_lanes(dot(w[8 : 8], 1065369472, f32x8(0)))
  y[8] = dot(w[0], w[1], sum)
}

kernel scale(x: u8 in, t: f32 in, y: f32 far, `step`, N) at "mlp.net:8" of "block.dense1" {
  local z: f32[24]
  let s: f32 = t[0]
  parallel b in 0..`step` step 2 reverse if remainder(N, 2) == 1 {
    for i in 3*b + 1..N unroll 4 {
      z[8*b : 8] = 0.5
      prefetch x[8*i + 61]
      let v: f32x8 = maximum(f32x8(x[8*i - 3 : N of 8]), -broadcast(s))
      v = select(not (v < 0 or v == v), fma(v, z[8*b : 8], v), gather(t, lanes(i : 8)))
      y[8*i : 8] = v + random(0xff, 3, lanes(8*i : 8))
      if s <= 1 {
        y[0] = sum_lanes(v) + f32(call pow(f64(s), 0.5))
      } else {
        y[1 : N - i of 4] = 8
      }
    }
  }
}

entry predict "predict" {
  symbol B = 4
  input "image": u8[B, 2*B - 1] in 256
  output "logits": f32[3]
  workspace 4096
  buffer image: u8[64] at input 0
  buffer table: f32[3] at constants 0
  buffer h: f32[1024] at workspace 0
  call scale(image, table, h, B, 2*B + 1) as "dense1+tanh" at "mlp.net:9" of "dense1" cost 98304, 2048, 0
}
