# netc emit --stage kernels --cpu x86-64-v3 --bind B=16
# Bias and activation are computed on the tile, in registers; only the result is stored.
net f(x: f32[B, 64]) -> y {
  y = x |> dense(32) |> relu
}
=== exit 0
prepared kernel dense1.weight.copy over i < 32, j < 64    # <stdin>:4 dense1
  dense1.weight.copy[i, j] = dense1.weight[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 1.638e+04 bytes, 3277 cycles
kernel dense1.sum+y over j < B, o < 32, sum i < 64    # <stdin>:4 dense1
  dense1.sum = x[j, i]*dense1.weight.copy[o, i]
  y[j, o] = if dense1.sum[j, o] + dense1.bias[o] <= 0 then 0 else dense1.sum[j, o] + dense1.bias[o]
  loops o, j, i; vector o x 8 x 2; tile j x 4
  cost  6.554e+04 flops, 1.446e+04 bytes, 2290 cycles

tensor x: f32, strides [64, 1], 1024 elements, input at 0
tensor dense1.weight: f32, strides [64, 1], 2048 elements, variable at 0
tensor dense1.bias: f32, strides [1], 32 elements, variable at 0
tensor y: f32, strides [32, 1], 512 elements, output 0
tensor dense1.weight.copy: f32, strides [1, 32], 2048 elements, prepared at 0

workspace 0 bytes, 0 alive at once
