# netc emit --stage kernels --cpu x86-64-v3 --bind B=64
# Tensors of four megabytes: in blocks of samples, what the first kernel makes is still near when the second reads it.
net f(x: [B, 16, 32, 32]) -> y {
  h[b, c, i < 31, j] = max(r < 2) x[b, c, i + r, j]
  y[b, c, i < 30, j] = max(r < 2) h[b, c, i + r, j]
}
=== exit 0
chain over B, 1 a block; local f32[15872]
kernel h over b < B*16, i < 992, max r < 2    # <stdin>:4 
  h = x[b/16, b % 16, r + i/32, i % 32]
  h[b/16, b % 16, i/32, i % 32] = h[b/16, b % 16, i/32, i % 32]
  loops parallel b, i, r; vector i x 8 x 2; tile b x 6; 16 a task
  cost  2.032e+06 flops, 8.258e+06 bytes, 1.179e+06 cycles
kernel y over b < B*16, i < 960, max r < 2    # <stdin>:5 
  y = h[b/16, b % 16, r + i/32, i % 32]
  y[b/16, b % 16, i/32, i % 32] = y[b/16, b % 16, i/32, i % 32]
  loops parallel b, i, r; vector i x 8 x 2; tile b x 6; 16 a task
  cost  1.966e+06 flops, 7.995e+06 bytes, 1.137e+06 cycles
end chain

tensor x: f32, strides [16384, 1024, 32, 1], 1048576 elements, input at 0
tensor h: f32, strides [15872, 992, 32, 1], 15872 elements, local 0
tensor y: f32, strides [15360, 960, 32, 1], 983040 elements, output 0

workspace 0 bytes, 0 alive at once
