# netc emit --stage kernels --cpu x86-64-v4 --bind B=64 -
# A block of rows of h in the order of b would lie pages apart in x; of t, it does in neither.
net turned(x: [B, 128, 64], g: [128, B, 1024]) -> y {
  h[t, b, o] = tanh(g[t, b, o])
  y[o, i] = sum(t, b) h[t, b, o]*x[b, t, i]
}
=== exit 0
kernel h over t < 128, b < B, o < 1024    # <stdin>:4 
  h[t, b, o] = tanh(g[t, b, o])
  loops parallel t, b, o; vector o x 16 x 4; 2 a task
  cost  1.678e+08 flops, 6.711e+07 bytes, 1.678e+07 cycles
kernel y over o < 1024, i < 64, sum t < 128, b < B    # <stdin>:5 
  y = h[t, b, o]*x[b, t, i]
  y.sum[o, i] = y[o, i]
  loops parallel o, i, b, t; vector i x 16 x 4; tile o x 6; blocks b x 1, t x 32; 132 a task
  cost  1.074e+09 flops, 3.591e+07 bytes, 2.197e+07 cycles
kernel y over o < 65536    # <stdin>:5 
  y[o/64, o % 64] = y.sum[o/64, o % 64]
  loops parallel o; vector o x 16 x 4; 32768 a task
  cost  0 flops, 5.243e+05 bytes, 1.638e+04 cycles

tensor x: f32, strides [8192, 64, 1], 524288 elements, input at 0
tensor g: f32, strides [65536, 1024, 1], 8388608 elements, input at 0
tensor h: f32, strides [66576, 1040, 1], 8521728 elements, workspace at 0
tensor y: f32, strides [64, 1], 65536 elements, output 0
tensor y.sum: f32, strides [64, 1], 65536 elements, workspace at 34086976

workspace 34349184 bytes, 34349184 alive at once
