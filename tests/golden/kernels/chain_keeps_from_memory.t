# netc emit --stage kernels --cpu x86-64-v3 --bind B=8192
# Arithmetic hides what comes from the last cache, but h is 64 MiB and would go to memory: blocks keep it to themselves.
net f(x: f32[B, 64, 64], w: [32, 64]) -> g {
  h[b, i, o] = sum(k) x[b, i, k]*w[o, k]
  g[o, k] = sum(b, i) h[b, i, o]*x[b, i, k]
}
=== exit 0
kernel w.copy over i < 32, j < 64    # <stdin>:3 
  w.copy[i, j] = w[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 1.638e+04 bytes, 3277 cycles
chain over B, 12 a block, 683 blocks a task; local f32[24576]
kernel h over b < B*64, o < 32, sum k < 64    # <stdin>:4 
  h = x[b/64, b % 64, k]*w.copy[o, k]
  h[b/64, b % 64, o] = h[b/64, b % 64, o]
  loops o, parallel b, k; vector o x 8 x 4; tile b x 3; 768 a task
  cost  2.147e+09 flops, 2.013e+08 bytes, 9.042e+07 cycles
kernel g.parts over part < (B + 8195)/8196, o < 32, k < 64, sum b < B*64    # <stdin>:5 
  g.parts = h[b/64, b % 64, o]*x[b/64, b % 64, k]
  g.parts[part, o, k] = g.parts[part, o, k]
  loops parallel part, o, k, b; vector k x 8 x 4; tile o x 3; blocks b x 768 inside part; 1 a task
  cost  2.147e+09 flops, 2.013e+08 bytes, 8.787e+07 cycles
end chain
kernel g over o < 32, k < 64, sum part < (B + 8195)/8196    # <stdin>:5 
  g = g.parts[part, o, k]
  g.sum[o, k] = g[o, k]
  loops o, k, part; vector k x 8 x 1; tile o x 12
  cost  2048 flops, 1.638e+04 bytes, 1024 cycles
kernel g over o < 2048    # <stdin>:5 
  g[o/64, o % 64] = g.sum[o/64, o % 64]
  loops o; vector o x 8 x 4
  cost  0 flops, 1.638e+04 bytes, 1024 cycles

tensor x: f32, strides [4096, 64, 1], 33554432 elements, input at 0
tensor w: f32, strides [64, 1], 2048 elements, input at 0
tensor h: f32, strides [2048, 32, 1], 24576 elements, local 0
tensor g: f32, strides [64, 1], 2048 elements, output 0
tensor w.copy: f32, strides [1, 8], dimension 0 in blocks of 8, 2048 elements, workspace at 0
tensor g.sum: f32, strides [64, 1], 2048 elements, workspace at 0
tensor g.parts: f32, strides [2048, 64, 1], 2048 elements, workspace at 8256

workspace 16512 bytes, 16512 alive at once
