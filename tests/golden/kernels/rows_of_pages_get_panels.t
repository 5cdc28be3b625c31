# netc emit --stage kernels --train --cpu x86-64-v4
# What sums come by as rows a page apart crowds into a part of the caches' sets: the gradient reads a
# copy in panels.
net f(x: f32[B, 64]) -> y {
  y = x |> dense(1024, bias: false) |> dense(512, bias: false)
}
train f(t: f32[B, 512]) {
  data = npy(x: "x.npy", t: "t.npy")
  batch = 1568
  loss = mse(y, t)
  optimizer = sgd(lr: 0.1)
  epochs = 1
}
=== exit 0
kernel mse.sum.grad    # <stdin>:10 
  mse.sum.grad[] = 1/f32(B*512)
  loops none
  cost  5 flops, 4 bytes, 6.5 cycles
kernel dense1.weight.copy over i < 1024, j < 64    # <stdin>:5 dense1
  dense1.weight.copy[i, j] = dense1.weight[i, j]
  loops parallel i, j; vector i x 16 x 1; 128 a task
  cost  0 flops, 5.243e+05 bytes, 8.847e+04 cycles
kernel dense1.sum over j < B, o < 1024, sum i < 64    # <stdin>:5 dense1
  dense1.sum = x[j, i]*dense1.weight.copy[o, i]
  dense1.sum[j, o] = dense1.sum[j, o]
  loops parallel o, j, i; vector o x 16 x 4; tile j x 6; 64 a task
  cost  2.055e+08 flops, 7.086e+06 bytes, 3.711e+06 cycles
kernel dense2.weight.copy over i < 512, j < 1024    # <stdin>:5 dense2
  dense2.weight.copy[i, j] = dense2.weight[i, j]
  loops parallel i, j; vector i x 16 x 1; 32 a task
  cost  0 flops, 4.194e+06 bytes, 8.546e+05 cycles
kernel dense2.sum+dense2.sum.grad over j < B, o < 512, sum i < 1024    # <stdin>:5 dense2
  dense2.sum = dense1.sum[j, i]*dense2.weight.copy[o, i]
  dense2.sum[j, o] = dense2.sum[j, o]
  dense2.sum.grad[j, o] = 2*(mse.sum.grad*(dense2.sum[j, o] - t[j, o]))
  loops parallel o, j, i; vector o x 16 x 4; tile j x 6; 64 a task
  cost  1.644e+09 flops, 1.815e+07 bytes, 2.917e+07 cycles
kernel mse.sum.parts over i < B, sum j < 512    # <stdin>:10 
  mse.sum.parts = (dense2.sum[i, j] - t[i, j])^2
  mse.sum.parts[i] = mse.sum.parts[i]
  loops parallel i, j; vector j x 16 x 2; 56 a task
  cost  1.606e+06 flops, 6.429e+06 bytes, 1.029e+06 cycles
kernel mse.sum+mse, sum i < B    # <stdin>:10 
  mse.sum = mse.sum.parts[i]
  mse[] = mse.sum/f32(B*512)
  loops i; vector i x 16 x 2
  cost  1568 flops, 6276 bytes, 221.9 cycles
kernel dense1.sum.grad over j < B, i < 1024, sum o < 512    # <stdin>:5 dense2
  dense1.sum.grad = dense2.sum.grad[j, o]*dense2.weight[o, i]
  dense1.sum.grad[j, i] = dense1.sum.grad[j, i]
  loops parallel j, i, o; vector i x 16 x 4; tile j x 6; blocks o x 128; 198 a task
  cost  1.644e+09 flops, 1.173e+07 bytes, 2.774e+07 cycles
kernel dense2.weight.grad over o < 512, i < 1024, sum j < B    # <stdin>:5 dense2
  dense2.weight.grad = dense2.sum.grad[j, o]*dense1.sum[j, i]
  dense2.weight.grad[o, i] = dense2.weight.grad[o, i]
  loops parallel o, i, j; vector i x 16 x 4; tile o x 6; blocks j x 98; 66 a task
  cost  1.644e+09 flops, 1.383e+07 bytes, 2.809e+07 cycles
kernel dense2.weight.w over o < 524288    # <stdin>:5 dense2
  dense2.weight[o/1024, o % 1024] = dense2.weight[o/1024, o % 1024] - f32(lr)*dense2.weight.grad[o/1024, o % 1024]  # in place
  loops parallel o; vector o x 16 x 4; 16384 a task
  cost  1.573e+06 flops, 6.291e+06 bytes, 1.007e+06 cycles
kernel dense1.weight.grad+dense1.weight.w over o < 1024, i < 64, sum j < B    # <stdin>:5 dense1
  dense1.weight.grad = dense1.sum.grad[j, o]*x[j, i]
  dense1.weight[o, i] = dense1.weight[o, i] - f32(lr)*dense1.weight.grad[o, i]  # in place
  loops parallel o, i, j; vector i x 16 x 4; tile o x 6; 18 a task
  cost  2.055e+08 flops, 7.348e+06 bytes, 3.607e+06 cycles

tensor x: f32, strides [64, 1], 100352 elements, input at 0
tensor t: f32, strides [512, 1], 802816 elements, input at 0
tensor dense1.weight: f32, strides [64, 1], 65536 elements, variable at 0
tensor dense2.weight: f32, strides [1024, 1], 524288 elements, variable at 0
tensor lr: f64, strides [], 1 elements, scalar at 0
tensor dense1.sum: f32, strides [1040, 1], 1630720 elements, workspace at 0
tensor dense2.sum: f32, strides [512, 1], 802816 elements, workspace at 6522944
tensor mse.sum.parts: f32, strides [1], 1568 elements, workspace at 9734272
tensor mse.sum.grad: f32, strides [], 1 elements, workspace at 11831488
tensor dense2.sum.grad: f32, strides [528, 1], 827904 elements, workspace at 13045888
tensor dense1.sum.grad: f32, strides [1040, 1], 1630720 elements, workspace at 6522944
tensor dense1.weight: f32, strides [64, 1], 65536 elements, variable at 0
tensor dense2.weight: f32, strides [1024, 1], 524288 elements, variable at 0
tensor mse: f32, strides [], 1 elements, output 0
tensor dense1.weight.copy: f32, strides [1, 64], dimension 0 in blocks of 64, 65536 elements, workspace at 6522944
tensor dense2.weight.copy: f32, strides [1, 64], dimension 0 in blocks of 64, 524288 elements, workspace at 9734272
tensor dense2.weight.grad: f32, strides [1024, 1], 524288 elements, workspace at 16357568

workspace 18454784 bytes, 18454784 alive at once
