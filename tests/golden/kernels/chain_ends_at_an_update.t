# netc emit --stage kernels --cpu x86-64-v3 --chains all --bind B=4
# A carry is overwritten in place at the end of each step: that kernel is in no chain. Those before are.
net f(x: f32[B, 5, 8]) -> y {
  y = x |> walk(6)
}

layer walk(x: [B, T, D], hidden) {
  param w: [hidden, D] ~ constant(0.25)
  param u: [hidden, hidden] ~ constant(0.5)
  scan x over t
  carry h: [B, hidden] = 0 {
    p[b, i] = max(j) h[b, j]*u[i, j]
    q[b, i] = max(j) p[b, j]*u[j, i]
    h[b, i] = q[b, i] + p[b, hidden - 1 - i]
    yield y = h
  }
  return y
}
=== exit 0
kernel walk1.h over i < B*6    # <stdin>:11 walk1
  walk1.h[i/6, i % 6] = 0
  loops i; vector i x 8 x 3
  cost  0 flops, 96 bytes, 6 cycles
prepared kernel walk1.u.copy over i < 6, j < 6    # <stdin>:9 walk1
  walk1.u.copy[i, j] = walk1.u[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 288 bytes, 76.8 cycles
for walk1.t < 5
kernel walk1.p over b < B, i < 6, max j < 6    # <stdin>:12 walk1
  walk1.p = walk1.h[b, j]*walk1.u.copy[i, j]
  walk1.p[b, i] = walk1.p[b, i]
  loops i, b, j; vector i x 8 x 1; tile b x 4
  cost  288 flops, 336 bytes, 32.5 cycles
kernel walk1.q+walk1.h_2 over b < B, i < 6, max j < 6    # <stdin>:13 walk1
  walk1.q = walk1.p[b, j]*walk1.u[j, i]
  walk1.h_2[b, index(walk1.t), i] = walk1.q[b, i] + walk1.p[b, 5 - i]
  walk1.h[b, i] = walk1.q[b, i] + walk1.p[b, 5 - i]  # in place
  loops b, i, j; vector i x 8 x 1; tile b x 4
  cost  288 flops, 432 bytes, 36.5 cycles
end walk1.t
kernel y over i < B*30    # <stdin>:15 walk1
  y[i/30, i % 30/6, i % 6] = walk1.y[i/30, i % 30/6, i % 6]
  loops i; vector i x 8 x 4
  cost  0 flops, 960 bytes, 60 cycles

tensor walk1.u: f32, strides [6, 1], 36 elements, variable at 0
tensor walk1.h: f32, strides [6, 1], 24 elements, workspace at 576
tensor walk1.p: f32, strides [6, 1], 24 elements, workspace at 768
tensor walk1.h_2: f32, strides [30, 6, 1], 120 elements, workspace at 0
tensor walk1.h: f32, strides [6, 1], 24 elements, workspace at 576
tensor y: f32, strides [30, 6, 1], 120 elements, output 0
tensor walk1.u.copy: f32, strides [1, 6], 36 elements, prepared at 0

workspace 960 bytes, 960 alive at once
