# netc emit --stage kernels --cpu x86-64-v3 --chains all
# a, b, y and z run apart: what is read of a kernel before lies in other blocks of each index that both have,
# or is reduced by no sum. Only the copy of y to its output joins it.
net f(x: f32[16, 16]) -> y, z {
  param w: [16, 16] ~ constant(0.5)
  a[i, j] = max(k) x[i, k]*w[k, j]
  b[i < 16, j < 16] = max(k < 2, l < 2) a[(i + k) % 16, (j + l) % 16]
  y[i, j] = max(k) b[j, k]*b[k, i]
  z[i] = prod(j) y[j, i]*y[i, j]
}
=== exit 0
kernel a over i < 16, j < 16, max k < 16    # <stdin>:6 
  a = x[i, k]*w[k, j]
  a[i, j] = a[i, j]
  loops i, j, k; vector j x 8 x 2; tile i x 6
  cost  8192 flops, 3072 bytes, 313.7 cycles
kernel b over i < 16, j < 16, max k < 2, l < 2    # <stdin>:7 
  b = a[(i + k) % 16, (j + l) % 16]
  b[i, j] = b[i, j]
  loops i, j, k, l; tile j x 6, i x 2
  cost  1024 flops, 2048 bytes, 883.2 cycles
chain over 16, 8 a block; local nothing
kernel y over i < 16, j < 16, max k < 16    # <stdin>:8 
  y = b[j, k]*b[k, i]
  y[i, j] = y[i, j]
  loops j, parallel i, k; vector i x 8 x 1; tile j x 9; 8 a task
  cost  8192 flops, 2048 bytes, 313.7 cycles
kernel y over i < 16, j < 16    # <stdin>:8 
  y[i, j] = y[i, j]
  loops j, parallel i; vector j x 8 x 1; 8 a task
  cost  0 flops, 2048 bytes, 409.6 cycles
end chain
kernel z over i < 16, prod j < 16    # <stdin>:9 
  z = y[j, i]*y[i, j]
  z[i] = z[i]
  loops i, j; tile i x 12
  cost  512 flops, 1088 bytes, 301.6 cycles

tensor x: f32, strides [16, 1], 256 elements, input at 0
tensor w: f32, strides [16, 1], 256 elements, variable at 0
tensor a: f32, strides [16, 1], 256 elements, workspace at 0
tensor b: f32, strides [16, 1], 256 elements, workspace at 1088
tensor y: f32, strides [1, 8], dimension 0 in blocks of 8, 256 elements, workspace at 0
tensor y: f32, strides [16, 1], 256 elements, output 0
tensor z: f32, strides [1], 16 elements, output 1

workspace 2176 bytes, 2176 alive at once
