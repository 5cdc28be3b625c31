# netc emit --stage kernels --cpu x86-64-v3 --bind B=16
# The same map before a contraction is read once per output: it becomes a tensor of its own.
net f(x: f32[B, 64]) -> y {
  s = x + 0.5
  y = s |> dense(32, bias: false)
}
=== exit 0
kernel s over i < B*64    # <stdin>:4 
  s[i/64, i % 64] = x[i/64, i % 64] + 0.5
  loops i; vector i x 8 x 4
  cost  1024 flops, 8192 bytes, 512 cycles
prepared kernel dense1.weight.copy over i < 32, j < 64    # <stdin>:5 dense1
  dense1.weight.copy[i, j] = dense1.weight[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 1.638e+04 bytes, 3277 cycles
kernel dense1.sum over j < B, o < 32, sum i < 64    # <stdin>:5 dense1
  dense1.sum = s[j, i]*dense1.weight.copy[o, i]
  dense1.sum[j, o] = dense1.sum[j, o]
  loops o, j, i; vector o x 8 x 2; tile j x 4
  cost  6.554e+04 flops, 1.434e+04 bytes, 2290 cycles

tensor x: f32, strides [64, 1], 1024 elements, input at 0
tensor dense1.weight: f32, strides [64, 1], 2048 elements, variable at 0
tensor s: f32, strides [64, 1], 1024 elements, workspace at 0
tensor dense1.sum: f32, strides [32, 1], 512 elements, output 0
tensor dense1.weight.copy: f32, strides [1, 32], 2048 elements, prepared at 0

workspace 4160 bytes, 4160 alive at once
