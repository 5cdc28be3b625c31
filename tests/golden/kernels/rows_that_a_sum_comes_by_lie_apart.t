# netc emit --stage kernels --cpu x86-64-v4 --bind B=32 -
# Rows of a page would meet in one set of the first cache; 16 of them still run as one loop with B.
net walked(x: [B, 16, 1024]) -> y {
  h[b, t, i] = tanh(x[b, t, i])
  y[i, j] = sum(b, t) h[b, t, i]*h[b, t, j]
}
=== exit 0
kernel h over b < B*16, i < 1024    # <stdin>:4 
  h[b/16, b % 16, i] = tanh(x[b/16, b % 16, i])
  loops parallel b, i; vector i x 16 x 4; 16 a task
  cost  1.049e+07 flops, 4.194e+06 bytes, 6.711e+05 cycles
kernel y over i < 1024, j < 1024, sum b < B*16    # <stdin>:5 
  y = h[b/16, b % 16, i]*h[b/16, b % 16, j]
  y.sum[i, j] = y[i, j]
  loops parallel i, j, b; vector j x 16 x 4; tile i x 6; blocks b x 128; 132 a task
  cost  1.074e+09 flops, 6.324e+06 bytes, 1.777e+07 cycles
kernel y over i < 1048576    # <stdin>:5 
  y[i/1024, i % 1024] = y.sum[i/1024, i % 1024]
  loops parallel i; vector i x 16 x 4; 16384 a task
  cost  0 flops, 8.389e+06 bytes, 1.342e+06 cycles

tensor x: f32, strides [16384, 1024, 1], 524288 elements, input at 0
tensor h: f32, strides [16640, 1040, 1], 532480 elements, workspace at 4194368
tensor y: f32, strides [1024, 1], 1048576 elements, output 0
tensor y.sum: f32, strides [1024, 1], 1048576 elements, workspace at 0

workspace 6324352 bytes, 6324352 alive at once
