# netc emit --stage kernels --cpu x86-64-v3 --bind B=16
# The first and the third hidden layer are never alive together: they lie in the same bytes.
net f(x: f32[B, 16]) -> y {
  y = x |> dense(32) |> relu |> dense(32) |> relu |> dense(32) |> relu |> dense(4)
}
=== exit 0
kernel dense1.sum+relu over j < B, o < 32, sum i < 16    # <stdin>:4 dense1
  dense1.sum = x[j, i]*dense1.weight[o, i]
  relu[j, o] = if dense1.sum[j, o] + dense1.bias[o] <= 0 then 0 else dense1.sum[j, o] + dense1.bias[o]
  loops o, j, i; vector j x 8 x 1; tile o x 11
  cost  1.638e+04 flops, 5120 bytes, 1491 cycles
kernel dense2.sum+relu_2 over j < B, o < 32, sum i < 32    # <stdin>:4 dense2
  dense2.sum = relu[j, i]*dense2.weight[o, i]
  relu_2[j, o] = if dense2.sum[j, o] + dense2.bias[o] <= 0 then 0 else dense2.sum[j, o] + dense2.bias[o]
  loops j, o, i; vector j x 8 x 2; tile o x 4
  cost  3.277e+04 flops, 8192 bytes, 1189 cycles
kernel dense3.sum+relu_3 over j < B, o < 32, sum i < 32    # <stdin>:4 dense3
  dense3.sum = relu_2[j, i]*dense3.weight[o, i]
  relu_3[j, o] = if dense3.sum[j, o] + dense3.bias[o] <= 0 then 0 else dense3.sum[j, o] + dense3.bias[o]
  loops j, o, i; vector j x 8 x 2; tile o x 4
  cost  3.277e+04 flops, 8192 bytes, 1189 cycles
kernel dense4.sum+dense4.y over j < B, o < 4, sum i < 32    # <stdin>:4 dense4
  dense4.sum = relu_3[j, i]*dense4.weight[o, i]
  dense4.y[j, o] = dense4.sum[j, o] + dense4.bias[o]
  loops j, o, i; vector j x 8 x 2; tile o x 4
  cost  4096 flops, 2816 bytes, 276.6 cycles

tensor x: f32, strides [16, 1], 256 elements, input at 0
tensor dense1.weight: f32, strides [16, 1], 512 elements, variable at 0
tensor dense1.bias: f32, strides [1], 32 elements, variable at 0
tensor dense2.weight: f32, strides [32, 1], 1024 elements, variable at 0
tensor dense2.bias: f32, strides [1], 32 elements, variable at 0
tensor dense3.weight: f32, strides [32, 1], 1024 elements, variable at 0
tensor dense3.bias: f32, strides [1], 32 elements, variable at 0
tensor dense4.weight: f32, strides [32, 1], 128 elements, variable at 0
tensor dense4.bias: f32, strides [1], 4 elements, variable at 0
tensor relu: f32, strides [1, 8], dimension 0 in blocks of 8, 512 elements, workspace at 0
tensor relu_2: f32, strides [1, 8], dimension 0 in blocks of 8, 512 elements, workspace at 2112
tensor relu_3: f32, strides [1, 8], dimension 0 in blocks of 8, 512 elements, workspace at 0
tensor dense4.y: f32, strides [4, 1], 64 elements, output 0

workspace 4224 bytes
