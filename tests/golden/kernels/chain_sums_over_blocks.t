# netc emit --stage kernels --cpu x86-64-v3 --chains all
# The sum over b adds up the blocks of a task; what it sums is local, and the kernel for w goes before the chain.
net f(x: f32[64, 32]) -> s {
  param w: [32, 32] ~ constant(0.5)
  a[b, j] = max(k) x[b, k]*w[j, k]
  v[j, k] = sum(l) w[j, l]*w[l, k]
  g[b, j] = max(k) a[b, k]*v[j, k]
  s[j, k] = sum(b) g[b, j]*a[b, k]
}
=== exit 0
prepared kernel w.copy over i < 32, j < 32    # <stdin>:4 
  w.copy[i, j] = w[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 8192 bytes, 1638 cycles
prepared kernel v over j < 32, k < 32, sum l < 32    # <stdin>:6 
  v = w.copy[j, l]*w.copy[l, k]
  v[j, k] = v[j, k]
  loops j, k, l; vector j x 8 x 4; tile k x 3
  cost  6.554e+04 flops, 8192 bytes, 2330 cycles
chain over 64, 3 a block, 22 blocks a task; local f32[96], f32[96]
kernel a over b < 64, j < 32, max k < 32    # <stdin>:5 
  a = x[b, k]*w.copy[j, k]
  a[b, j] = a[b, j]
  loops j, parallel b, k; vector j x 8 x 4; tile b x 3; 3 a task
  cost  1.311e+05 flops, 2.048e+04 bytes, 4691 cycles
kernel g over b < 64, j < 32, max k < 32    # <stdin>:7 
  g = a[b, k]*v[j, k]
  g[b, j] = g[b, j]
  loops j, parallel b, k; vector j x 8 x 4; tile b x 3; 3 a task
  cost  1.311e+05 flops, 2.048e+04 bytes, 4691 cycles
kernel s.parts over part < 1, j < 32, k < 32, sum b < 64    # <stdin>:8 
  s.parts = g[b, j]*a[b, k]
  s.parts[part, j, k] = s.parts[part, j, k]
  loops parallel part, k, j, b; vector k x 8 x 4; tile j x 3; blocks b x 3 inside part; 1 a task
  cost  1.311e+05 flops, 2.048e+04 bytes, 4499 cycles
end chain
kernel s over j < 32, k < 32, sum part < 1    # <stdin>:8 
  s = s.parts[part, j, k]
  s[j, k] = s[j, k]
  loops j, k, part; vector k x 8 x 1; tile j x 12
  cost  1024 flops, 8192 bytes, 512 cycles

tensor x: f32, strides [32, 1], 2048 elements, input at 0
tensor w: f32, strides [32, 1], 1024 elements, variable at 0
tensor a: f32, strides [32, 1], 96 elements, local 0
tensor v: f32, strides [1, 32], 1024 elements, prepared at 0
tensor g: f32, strides [32, 1], 96 elements, local 1
tensor s: f32, strides [32, 1], 1024 elements, output 0
tensor w.copy: f32, strides [1, 32], 1024 elements, prepared at 0
tensor s.parts: f32, strides [1024, 32, 1], 1024 elements, workspace at 0

workspace 4160 bytes, 4160 alive at once
