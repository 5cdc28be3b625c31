# netc emit --stage kernels --cpu x86-64-v3 --chains all
# z reads a in other blocks, and z2 reads z: both wait for the end of the chain of a, g and h, which they stand in.
net f(x: f32[64, 32]) -> z2, h {
  a[b, j] = max(k) x[b, k]*x[b, j]
  z[b < 64] = prod(j) a[63 - b, j]
  z2[b] = max(c) z[c]*z[b]
  g[b, j] = max(k) a[b, k]*a[b, j]
  h[b, j] = max(k) g[b, k]*g[b, j]
}
=== exit 0
chain over 64, 3 a block; local f32[96]
kernel a over b < 64, j < 32, max k < 32    # <stdin>:4 
  a = x[b, k]*x[b, j]
  a[b, j] = a[b, j]
  loops parallel b, j, k; vector j x 8 x 4; tile b x 3; 3 a task
  cost  1.311e+05 flops, 1.638e+04 bytes, 5984 cycles
kernel g over b < 64, j < 32, max k < 32    # <stdin>:7 
  g = a[b, k]*a[b, j]
  g[b, j] = g[b, j]
  loops parallel b, j, k; vector j x 8 x 4; tile b x 3; 3 a task
  cost  1.311e+05 flops, 1.638e+04 bytes, 5984 cycles
kernel h over b < 64, j < 32, max k < 32    # <stdin>:8 
  h = g[b, k]*g[b, j]
  h[b, j] = h[b, j]
  loops parallel b, j, k; vector j x 8 x 4; tile b x 3; 3 a task
  cost  1.311e+05 flops, 1.638e+04 bytes, 5984 cycles
end chain
kernel z over b < 64, prod j < 32    # <stdin>:5 
  z = a[63 - b, j]
  z[b] = z[b]
  loops b, j; tile b x 14
  cost  2048 flops, 8448 bytes, 1204 cycles
kernel z2 over b < 64, max c < 64    # <stdin>:6 
  z2 = z[c]*z[b]
  z2[b] = z2[b]
  loops b, c; vector b x 8 x 4
  cost  8192 flops, 512 bytes, 558 cycles

tensor x: f32, strides [32, 1], 2048 elements, input at 0
tensor a: f32, strides [32, 1], 2048 elements, workspace at 0
tensor z: f32, strides [1], 64 elements, workspace at 8256
tensor g: f32, strides [32, 1], 96 elements, local 0
tensor z2: f32, strides [1], 64 elements, output 0
tensor h: f32, strides [32, 1], 2048 elements, output 1

workspace 8576 bytes, 8576 alive at once
