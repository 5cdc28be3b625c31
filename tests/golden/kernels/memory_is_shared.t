# netc emit --stage kernels --cpu x86-64-v3 --bind B=16
# The first and the third hidden layer are never alive together: they lie in the same bytes.
net f(x: f32[B, 16]) -> y {
  y = x |> dense(32) |> relu |> dense(32) |> relu |> dense(32) |> relu |> dense(4)
}
=== exit 0
prepared kernel dense1.weight.copy over i < 32, j < 16    # <stdin>:4 dense1
  dense1.weight.copy[i, j] = dense1.weight[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 4096 bytes, 819.2 cycles
kernel dense1.sum+relu over j < B, o < 32, sum i < 16    # <stdin>:4 dense1
  dense1.sum = x[j, i]*dense1.weight.copy[o, i]
  relu[j, o] = if dense1.sum[j, o] + dense1.bias[o] <= 0 then 0 else dense1.sum[j, o] + dense1.bias[o]
  loops o, j, i; vector o x 8 x 2; tile j x 4
  cost  1.638e+04 flops, 5248 bytes, 638.4 cycles
prepared kernel dense2.weight.copy over i < 32, j < 32    # <stdin>:4 dense2
  dense2.weight.copy[i, j] = dense2.weight[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 8192 bytes, 1638 cycles
kernel dense2.sum+relu_2 over j < B, o < 32, sum i < 32    # <stdin>:4 dense2
  dense2.sum = relu[j, i]*dense2.weight.copy[o, i]
  relu_2[j, o] = if dense2.sum[j, o] + dense2.bias[o] <= 0 then 0 else dense2.sum[j, o] + dense2.bias[o]
  loops o, j, i; vector o x 8 x 2; tile j x 4
  cost  3.277e+04 flops, 8320 bytes, 1189 cycles
prepared kernel dense3.weight.copy over i < 32, j < 32    # <stdin>:4 dense3
  dense3.weight.copy[i, j] = dense3.weight[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 8192 bytes, 1638 cycles
kernel dense3.sum+relu_3 over j < B, o < 32, sum i < 32    # <stdin>:4 dense3
  dense3.sum = relu_2[j, i]*dense3.weight.copy[o, i]
  relu_3[j, o] = if dense3.sum[j, o] + dense3.bias[o] <= 0 then 0 else dense3.sum[j, o] + dense3.bias[o]
  loops o, j, i; vector o x 8 x 2; tile j x 4
  cost  3.277e+04 flops, 8320 bytes, 1189 cycles
prepared kernel dense4.weight.copy over i < 4, j < 32    # <stdin>:4 dense4
  dense4.weight.copy[i, j] = dense4.weight[i, j]
  loops j, i; vector j x 8 x 4
  cost  0 flops, 1024 bytes, 292.8 cycles
kernel dense4.sum+dense4.y over j < B, o < 4, sum i < 32    # <stdin>:4 dense4
  dense4.sum = relu_3[j, i]*dense4.weight.copy[o, i]
  dense4.y[j, o] = dense4.sum[j, o] + dense4.bias[o]
  loops j, o, i; vector o x 8 x 1; tile j x 8
  cost  4096 flops, 2832 bytes, 338.8 cycles

tensor x: f32, strides [16, 1], 256 elements, input at 0
tensor dense1.weight: f32, strides [16, 1], 512 elements, variable at 0
tensor dense1.bias: f32, strides [1], 32 elements, variable at 0
tensor dense2.weight: f32, strides [32, 1], 1024 elements, variable at 0
tensor dense2.bias: f32, strides [1], 32 elements, variable at 0
tensor dense3.weight: f32, strides [32, 1], 1024 elements, variable at 0
tensor dense3.bias: f32, strides [1], 32 elements, variable at 0
tensor dense4.weight: f32, strides [32, 1], 128 elements, variable at 0
tensor dense4.bias: f32, strides [1], 4 elements, variable at 0
tensor relu: f32, strides [32, 1], 512 elements, workspace at 0
tensor relu_2: f32, strides [32, 1], 512 elements, workspace at 2112
tensor relu_3: f32, strides [32, 1], 512 elements, workspace at 0
tensor dense4.y: f32, strides [4, 1], 64 elements, output 0
tensor dense1.weight.copy: f32, strides [1, 32], 512 elements, prepared at 0
tensor dense2.weight.copy: f32, strides [1, 32], 1024 elements, prepared at 0
tensor dense3.weight.copy: f32, strides [1, 32], 1024 elements, prepared at 0
tensor dense4.weight.copy: f32, strides [1, 4], 128 elements, prepared at 0

workspace 4224 bytes, 4224 alive at once
