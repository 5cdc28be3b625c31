# netc emit --stage kernels --train --cpu x86-64-v3
# Gradients of weights add up many samples: in blocks, which stay in the cache while all tiles of the result pass.
# What the optimizer stores becomes a map.
net wide(x: [B, 150]) -> y { y = x |> dense(120, bias: false) }
train wide(target: [B, 120]) {
  loss      = mse(y, target)
  optimizer = sgd(lr: 0.1)
  batch     = 4000
}
=== exit 0
kernel mse.sum.grad    # <stdin>:6 
  mse.sum.grad[] = 1/f32(B*120)
  loops none
  cost  5 flops, 4 bytes, 6.5 cycles
kernel dense1.weight.copy over i < 120, j < 150    # <stdin>:4 dense1
  dense1.weight.copy[i, j] = dense1.weight[i, j]
  loops parallel i, j; vector i x 8 x 1; 40 a task
  cost  0 flops, 1.44e+05 bytes, 2.88e+04 cycles
kernel dense1.sum+dense1.sum.grad over j < B, o < 120, sum i < 150    # <stdin>:4 dense1
  dense1.sum = x[j, i]*dense1.weight.copy[o, i]
  dense1.sum[j, o] = dense1.sum[j, o]
  dense1.sum.grad[j, o] = 2*(mse.sum.grad*(dense1.sum[j, o] - target[j, o]))
  loops o, parallel j, i; vector o x 8 x 3; tile j x 4; 40 a task
  cost  1.44e+08 flops, 8.232e+06 bytes, 5.899e+06 cycles
kernel mse.sum+mse, sum i < B*120    # <stdin>:6 
  mse.sum = (dense1.sum[i/120, i % 120] - target[i/120, i % 120])^2
  mse[] = mse.sum/f32(B*120)
  loops i; vector i x 8 x 2
  cost  9.6e+05 flops, 3.84e+06 bytes, 6.144e+05 cycles
kernel dense1.weight.grad over o < 120, i < 150, sum j < B    # <stdin>:4 dense1
  dense1.weight.grad = dense1.sum.grad[j, o]*x[j, i]
  dense1.weight.grad[o, i] = dense1.weight.grad[o, i]
  loops o, parallel i, j; vector o x 8 x 4; tile i x 3; blocks j x 125; 15 a task
  cost  1.44e+08 flops, 4.464e+06 bytes, 4.991e+06 cycles
kernel dense1.weight.w over o < 120, i < 150    # <stdin>:4 dense1
  dense1.weight[o, i] = dense1.weight[o, i] - f32(lr)*dense1.weight.grad[o, i]  # in place
  loops parallel o, i; vector i x 8 x 1; 40 a task
  cost  5.4e+04 flops, 2.16e+05 bytes, 3.169e+04 cycles

tensor x: f32, strides [150, 1], 600000 elements, input at 0
tensor target: f32, strides [120, 1], 480000 elements, input at 0
tensor dense1.weight: f32, strides [150, 1], 18000 elements, variable at 0
tensor lr: f64, strides [], 1 elements, scalar at 0
tensor dense1.sum: f32, strides [120, 1], 480000 elements, workspace at 0
tensor mse.sum.grad: f32, strides [], 1 elements, workspace at 3916992
tensor dense1.sum.grad: f32, strides [120, 1], 480000 elements, workspace at 1920064
tensor dense1.weight: f32, strides [150, 1], 18000 elements, variable at 0
tensor mse: f32, strides [], 1 elements, output 0
tensor dense1.weight.copy: f32, strides [1, 32], dimension 0 in blocks of 32, 19200 elements, workspace at 3840128
tensor dense1.weight.grad: f32, strides [1, 8], dimension 0 in blocks of 8, 18000 elements, workspace at 0

workspace 3917120 bytes, 3917120 alive at once
