# netc emit --train --stage kernels --cpu x86-64-v3
# The weights of the second layer are overwritten by the kernel that makes their gradient, after the gradient
# of the first layer has read them.
net f(x: f32[B, 8], classes = 3) -> y {
  y = x |> dense(4) |> tanh |> dense(classes)
}

train f(label: i32[B] in classes) {
  data      = npy(x: "x.npy", label: "y.npy")
  loss      = cross_entropy(y, label)
  optimizer = sgd(lr: 0.1)
  batch     = 16
  epochs    = 1
}
=== exit 0
kernel cross_entropy.sum_2.grad    # <stdin>:10 
  cross_entropy.sum_2.grad[] = 1/f32(B)
  loops none
  cost  5 flops, 4 bytes, 6.5 cycles
kernel dense1.sum+tanh over j < B, o < 4, sum i < 8    # <stdin>:5 dense1
  dense1.sum = x[j, i]*dense1.weight[o, i]
  tanh[j, o] = tanh(dense1.sum[j, o] + dense1.bias[o])
  loops j, o, i; vector j x 8 x 2; tile o x 4
  cost  1024 flops, 912 bytes, 169.4 cycles
kernel dense2.sum over j < B, o < 3, sum i < 4    # <stdin>:5 dense2
  dense2.sum = tanh[j, i]*dense2.weight[o, i]
  dense2.sum[j, o] = dense2.sum[j, o]
  loops j, o, i; vector j x 8 x 2; tile o x 3
  cost  384 flops, 496 bytes, 31 cycles
kernel cross_entropy.max over b < B, max c < 3    # <stdin>:10 
  cross_entropy.max = dense2.sum[b, c] + dense2.bias[c]
  cross_entropy.max[b] = cross_entropy.max[b]
  loops b, c; vector b x 8 x 2
  cost  48 flops, 268 bytes, 17.45 cycles
kernel cross_entropy.s+cross_entropy.s.grad over b < B, sum c < 3    # <stdin>:10 
  cross_entropy.s = exp(dense2.sum[b, c] + dense2.bias[c] - cross_entropy.max[b])
  cross_entropy.s[b] = cross_entropy.s[b]
  cross_entropy.s.grad[b] = cross_entropy.sum_2.grad*(1/cross_entropy.s[b])
  loops b, c; vector b x 8 x 2
  cost  1056 flops, 400 bytes, 73.75 cycles
kernel cross_entropy.sum_2+cross_entropy, sum b < B    # <stdin>:10 
  cross_entropy.sum_2 = cross_entropy.max[b] + log(cross_entropy.s[b]) - (dense2.sum[b, label[b]] + dense2.bias[label[b]])
  cross_entropy[] = cross_entropy.sum_2/f32(B)
  loops b; vector b x 8 x 1
  cost  368 flops, 272 bytes, 48.5 cycles
kernel dense2.y.grad_3 over i < B, j < 3    # <stdin>:5 dense2
  dense2.y.grad_3[i, j] = (if j == label[i] then -cross_entropy.sum_2.grad else 0) + cross_entropy.s.grad[i]*exp(dense2.sum[i, j] + dense2.bias[j] - cross_entropy.max[i])
  loops i, j; vector i x 8 x 2
  cost  1296 flops, 592 bytes, 97.5 cycles
kernel dense2.bias.grad+dense2.bias.w over o < 3, sum i < B    # <stdin>:5 dense2
  dense2.bias.grad = dense2.y.grad_3[i, o]
  dense2.bias[o] = dense2.bias[o] - f32(lr)*dense2.bias.grad[o]  # in place
  loops o, i; vector i x 8 x 1; tile o x 3
  cost  48 flops, 224 bytes, 32.3 cycles
kernel tanh.grad+dense1.y.grad over j < B, i < 4, sum o < 3    # <stdin>:5 dense2
  tanh.grad = dense2.y.grad_3[j, o]*dense2.weight[o, i]
  dense1.y.grad[j, i] = tanh.grad[j, i]*(1 - tanh[j, i]^2)
  loops j, i, o; vector j x 8 x 2; tile i x 4
  cost  384 flops, 752 bytes, 47 cycles
kernel dense2.weight.grad+dense2.weight.w over o < 3, i < 4, sum j < B    # <stdin>:5 dense2
  dense2.weight.grad = dense2.y.grad_3[j, o]*tanh[j, i]
  dense2.weight[o, i] = dense2.weight[o, i] - f32(lr)*dense2.weight.grad[o, i]  # in place
  loops i, o, j; vector j x 8 x 1; tile i x 4, o x 3
  cost  384 flops, 552 bytes, 99.7 cycles
kernel dense1.bias.grad+dense1.bias.w over o < 4, sum i < B    # <stdin>:5 dense1
  dense1.bias.grad = dense1.y.grad[i, o]
  dense1.bias[o] = dense1.bias[o] - f32(lr)*dense1.bias.grad[o]  # in place
  loops o, i; vector i x 8 x 1; tile o x 4
  cost  64 flops, 296 bytes, 39.4 cycles
kernel dense1.weight.grad+dense1.weight.w over o < 4, i < 8, sum j < B    # <stdin>:5 dense1
  dense1.weight.grad = dense1.y.grad[j, o]*x[j, i]
  dense1.weight[o, i] = dense1.weight[o, i] - f32(lr)*dense1.weight.grad[o, i]  # in place
  loops i, o, j; vector i x 8 x 1; tile o x 4
  cost  1024 flops, 1032 bytes, 75 cycles

tensor x: f32, strides [8, 1], 128 elements, input at 0
tensor label: i32, strides [1], 16 elements, input at 0
tensor dense1.weight: f32, strides [8, 1], 32 elements, variable at 0
tensor dense1.bias: f32, strides [1], 4 elements, variable at 0
tensor dense2.weight: f32, strides [4, 1], 12 elements, variable at 0
tensor dense2.bias: f32, strides [1], 3 elements, variable at 0
tensor lr: f64, strides [], 1 elements, scalar at 0
tensor tanh: f32, strides [1, 8], dimension 0 in blocks of 8, 64 elements, workspace at 384
tensor dense2.sum: f32, strides [1, 8], dimension 0 in blocks of 8, 48 elements, workspace at 704
tensor cross_entropy.max: f32, strides [1], 16 elements, workspace at 0
tensor cross_entropy.s: f32, strides [1], 16 elements, workspace at 960
tensor cross_entropy.sum_2.grad: f32, strides [], 1 elements, workspace at 128
tensor cross_entropy.s.grad: f32, strides [1], 16 elements, workspace at 256
tensor dense2.y.grad_3: f32, strides [1, 8], dimension 0 in blocks of 8, 48 elements, workspace at 960
tensor dense1.y.grad: f32, strides [1, 8], dimension 0 in blocks of 8, 64 elements, workspace at 0
tensor dense1.weight: f32, strides [8, 1], 32 elements, variable at 0
tensor dense1.bias: f32, strides [1], 4 elements, variable at 0
tensor dense2.weight: f32, strides [4, 1], 12 elements, variable at 0
tensor dense2.bias: f32, strides [1], 3 elements, variable at 0
tensor cross_entropy: f32, strides [], 1 elements, output 0

workspace 1216 bytes, 1216 alive at once
