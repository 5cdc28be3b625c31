# netc emit --stage kernels --cpu x86-64-v3
# A concatenation that a product reads is stored part by part, by the kernels that make the parts.
net a(x: [16, 8]) -> y {
  param p: [16, 8] ~ ones
  param q: [24, 8] ~ ones
  param r: [8, 40] ~ ones
  u[b, o] = sum(i) x[b, i]*p[o, i]
  v[b, o] = sum(i) x[b, i]*q[o, i]
  h = concat2(tanh(u), v, axis: 1)
  y[b, o] = sum(i) h[b, i]*r[o, i]
}
=== exit 0
prepared kernel p.copy over i < 16, j < 8    # <stdin>:4 
  p.copy[i, j] = p[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 1024 bytes, 204.8 cycles
kernel u+tanh+concat2 over b < 16, o < 16, sum i < 8    # <stdin>:7 
  u = x[b, i]*p.copy[o, i]
  concat2[b, o] = tanh(u[b, o])
  loops o, b, i; vector o x 8 x 2; tile b x 6
  cost  4096 flops, 2048 bytes, 176.9 cycles
prepared kernel q.copy over i < 24, j < 8    # <stdin>:5 
  q.copy[i, j] = q[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 1536 bytes, 307.2 cycles
kernel v+concat2 over b < 16, o < 24, sum i < 8    # <stdin>:8 
  v = x[b, i]*q.copy[o, i]
  concat2[b, o + 16] = v[b, o]
  loops o, b, i; vector o x 8 x 3; tile b x 4
  cost  6144 flops, 2816 bytes, 263.2 cycles
prepared kernel r.copy over i < 8, j < 40    # <stdin>:6 
  r.copy[i, j] = r[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 2560 bytes, 512 cycles
kernel y over b < 16, o < 8, sum i < 40    # <stdin>:10 
  y = concat2[b, i]*r.copy[o, i]
  y[b, o] = y[b, o]
  loops b, o, i; vector o x 8 x 1; tile b x 9
  cost  1.024e+04 flops, 4352 bytes, 417.6 cycles

tensor x: f32, strides [8, 1], 128 elements, input at 0
tensor p: f32, strides [8, 1], 128 elements, variable at 0
tensor q: f32, strides [8, 1], 192 elements, variable at 0
tensor r: f32, strides [40, 1], 320 elements, variable at 0
tensor concat2: f32, strides [40, 1], 640 elements, workspace at 0
tensor y: f32, strides [8, 1], 128 elements, output 0
tensor p.copy: f32, strides [1, 16], 128 elements, prepared at 0
tensor q.copy: f32, strides [1, 24], 192 elements, prepared at 0
tensor r.copy: f32, strides [1, 8], 320 elements, prepared at 0

workspace 2624 bytes, 2624 alive at once
