# netc emit --stage kernels --cpu x86-64-v3
# Rows of a group begin in the middle of a vector: the result lies with them innermost, not in blocks.
op gram(x: [M, K], n) -> p: [M, n]
  p[(g < M/n, i), j] = sum(k) x[g*n + i, k]*x[g*n + j, k]

net a(x: [300, 7]) -> y { y = x |> gram(100) |> gram(100) |> gram(100) }
=== exit 0
kernel x.copy over i < 300, j < 7    # <stdin>:6 
  x.copy[i, j] = x[i, j]
  loops j, i; vector i x 8 x 1
  cost  0 flops, 1.68e+04 bytes, 3405 cycles
kernel gram over g < 3, i < 100, j < 100, sum k < 7    # <stdin>:4 
  gram = x.copy[g*100 + i, k]*x.copy[g*100 + j, k]
  gram[g*100 + i, j] = gram[g*100 + i, j]
  loops g, parallel j, i, k; vector i x 8 x 2; tile j x 6; 54 a task
  cost  4.2e+05 flops, 1.284e+05 bytes, 1.998e+04 cycles
kernel gram_2 over g < 3, i < 100, j < 100, sum k < 100    # <stdin>:4 
  gram_2 = gram[g*100 + i, k]*gram[g*100 + j, k]
  gram_2[g*100 + i, j] = gram_2[g*100 + i, j]
  loops parallel j, g, i, k; vector i x 8 x 2; tile j x 6; 18 a task
  cost  6e+06 flops, 2.4e+05 bytes, 2.188e+05 cycles
kernel gram_3 over g < 3, i < 100, j < 100, sum k < 100    # <stdin>:4 
  gram_3 = gram_2[g*100 + i, k]*gram_2[g*100 + j, k]
  gram_3[g*100 + i, j] = gram_3[g*100 + i, j]
  loops parallel i, g, j, k; vector j x 8 x 2; tile i x 6; 18 a task
  cost  6e+06 flops, 2.4e+05 bytes, 2.188e+05 cycles

tensor x: f32, strides [7, 1], 2100 elements, input at 0
tensor gram: f32, strides [1, 300], 30000 elements, workspace at 0
tensor gram_2: f32, strides [1, 300], 30000 elements, workspace at 120064
tensor gram_3: f32, strides [100, 1], 30000 elements, output 0
tensor x.copy: f32, strides [1, 300], 2100 elements, workspace at 120064

workspace 240128 bytes, 240128 alive at once
