# netc emit --stage kernels --cpu x86-64-v3 --bind B=16
# Vectors run along the rows of a long sum, for which its weights pass as they lie; what it stores lies as others read it.
net rows(x: f32[B, 9216], w: f32[1024, 9216], v: f32[1024, 1024]) -> y, d {
  h[b, o] = maximum(sum(i) x[b, i]*w[o, i], 0)
  y[b, o] = sum(i) h[b, i]*v[o, i]
  d[o, i] = v[o, i] - sum(b) h[b, o]*h[b, i]
}
=== exit 0
kernel x.copy over i < B, j < 9216    # <stdin>:3 
  x.copy[i, j] = x[i, j]
  loops i, parallel j; vector i x 8 x 1; 1152 a task
  cost  0 flops, 1.18e+06 bytes, 2.772e+05 cycles
kernel sum+h over b < B, o < 1024, sum i < 9216    # <stdin>:4 
  sum = x.copy[b, i]*w[o, i]
  h[b, o] = maximum(sum[b, o], 0)
  loops b, parallel o, i; vector b x 8 x 2; tile o x 6; 18 a task
  cost  3.02e+08 flops, 3.84e+07 bytes, 1.487e+07 cycles
kernel y over b < B, o < 1024, sum i < 1024    # <stdin>:5 
  y = h[b, i]*v[o, i]
  y[b, o] = y[b, o]
  loops parallel o, b, i; vector i x 8 x 2; tile o x 4; 16 a task
  cost  3.355e+07 flops, 4.325e+06 bytes, 1.847e+06 cycles
kernel sum_2+d over o < 1024, i < 1024, sum b < B    # <stdin>:6 
  sum_2 = h[b, o]*h[b, i]
  d[o, i] = v[o, i] - sum_2[o, i]
  loops parallel o, i, b; vector i x 8 x 3; tile o x 4; 16 a task
  cost  3.355e+07 flops, 8.455e+06 bytes, 2.331e+06 cycles

tensor x: f32, strides [9216, 1], 147456 elements, input at 0
tensor w: f32, strides [9216, 1], 9437184 elements, input at 0
tensor v: f32, strides [1024, 1], 1048576 elements, input at 0
tensor h: f32, strides [1040, 1], 16640 elements, workspace at 589888
tensor y: f32, strides [1024, 1], 16384 elements, output 0
tensor d: f32, strides [1024, 1], 1048576 elements, output 1
tensor x.copy: f32, strides [1, 8], dimension 0 in blocks of 8, 147456 elements, workspace at 0

workspace 656512 bytes, 656512 alive at once
