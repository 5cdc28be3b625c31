# netc emit --stage kernels --train --cpu x86-64-v3
# The gradient of a window of 3 with stride 2 has one or two terms a row, by the class of the point: no
# border of the weights makes them two for all. (A window that sums up no channels has one.)
net f(x: f32[B, 8, 12, 12]) -> y {
  y = x |> conv(32, 1, bias: false) |> conv(32, 3, stride: 2, pad: 1, bias: false)
}
train f(t: f32[B, 32, 6, 6]) {
  data = npy(x: "x.npy", t: "t.npy")
  batch = 8
  loss = mse(y, t)
  optimizer = sgd(lr: 0.1)
  epochs = 1
}
=== exit 0
kernel mse.sum.grad    # <stdin>:10 
  mse.sum.grad[] = 1/f32(B*1152)
  loops none
  cost  5 flops, 4 bytes, 6.5 cycles
kernel conv1.conv2d.halo: the halo of conv1.conv2d is 0
kernel conv1.weight.copy over i < 32, j < 8, k < 1    # <stdin>:5 conv1
  conv1.weight.copy[i, j, 0, k] = conv1.weight[i, j, 0, k]
  loops k, i, j; vector i x 8 x 1
  cost  0 flops, 2048 bytes, 409.6 cycles
kernel conv1.conv2d over b < B, o < 32, i < 12, j < 12, sum c < 8    # <stdin>:5 conv1
  conv1.conv2d = x[b, c, i, j]*conv1.weight.copy[o, c, 0, 0]
  conv1.conv2d[b, o, i, j] = conv1.conv2d[b, o, i, j]
  loops parallel b, o, i, j, c; vector o x 8 x 4; tile j x 3; 2 a task
  cost  5.898e+05 flops, 1.853e+05 bytes, 2.527e+04 cycles
kernel conv2.conv2d.grad.halo: the halo of conv2.conv2d.grad is 0
kernel conv2.weight.copy over i < 32, j < 32, k < 3, l < 3    # <stdin>:5 conv2
  conv2.weight.copy[i, j, k, l] = conv2.weight[i, j, k, l]
  loops k, i, j, l; vector i x 8 x 1
  cost  0 flops, 7.373e+04 bytes, 1.475e+04 cycles
kernel conv2.conv2d over b < B, o < 32, i < 6, j < 6, sum c < 32, r < 3, s < 3    # <stdin>:5 conv2
  conv2.conv2d = conv1.conv2d[b, c, i*2 + r - 1, j*2 + s - 1]*conv2.weight.copy[o, c, r, s]
  conv2.conv2d[b, o, i, j] = conv2.conv2d[b, o, i, j]
  loops o, parallel b, i, j, c, r, s; vector o x 8 x 4; tile j x 3; blocks c x 16; 1 a task
  cost  5.308e+06 flops, 3.205e+05 bytes, 1.782e+05 cycles
kernel conv2.conv2d.grad over b < B, o < 32, i < 6, j < 6    # <stdin>:5 conv2
  conv2.conv2d.grad[b, o, i, j] = 2*(mse.sum.grad*(conv2.conv2d[b, o, i, j] - t[b, o, i, j]))
  loops parallel b, o, i, j; vector o x 8 x 1; 4 a task
  cost  2.765e+04 flops, 1.106e+05 bytes, 1.601e+04 cycles
kernel mse.sum+mse, sum i < B, j < 32, k < 36    # <stdin>:10 
  mse.sum = (conv2.conv2d[i, j, k/6, k % 6] - t[i, j, k/6, k % 6])^2
  mse[] = mse.sum/f32(B*1152)
  loops i, j, k; vector j x 8 x 1
  cost  1.843e+04 flops, 7.373e+04 bytes, 1.078e+04 cycles
kernel conv2.weight.copy over i < 1024, k < 9    # <stdin>:5 conv2
  conv2.weight.copy[i/32, i % 32, k/3, k % 3] = conv2.weight[i/32, i % 32, k/3, k % 3]
  loops i, k; vector i x 8 x 1
  cost  0 flops, 7.373e+04 bytes, 1.475e+04 cycles
kernel conv1.conv2d.grad over b < B, c < 32, p < 6, u < 2, q < 6, v < 2, sum o < 32, r < 2, s < 2 if r*2 + (u + 1) % 2 < 3 and s*2 + (v + 1) % 2 < 3    # <stdin>:5 conv2
  conv1.conv2d.grad = conv2.conv2d.grad[b, o, p + (u + 1)/2 - r, q + (v + 1)/2 - s]*conv2.weight.copy[o, c, r*2 + (u + 1) % 2, s*2 + (v + 1) % 2]
  conv1.conv2d.grad[b, c, p*2 + u, q*2 + v] = conv1.conv2d.grad[b, c, p*2 + u, q*2 + v]
  loops parallel b, u, c, p, v, q, r, s, o; vector c x 8 x 4; tile q x 3; 1 a task
  cost  5.308e+06 flops, 2.499e+05 bytes, 1.813e+05 cycles
kernel conv2.weight.grad over o < 32, c < 32, r < 3, s < 3, sum b < B, i < 6, j < 6    # <stdin>:5 conv2
  conv2.weight.grad = conv2.conv2d.grad[b, o, i, j]*conv1.conv2d[b, c, r + i*2 - 1, s + j*2 - 1]
  conv2.weight.grad[o, c, r, s] = conv2.weight.grad[o, c, r, s]
  loops o, r, s, parallel c, b, i, j; vector o x 8 x 4; tile s x 3; blocks b x 1; 4 a task
  cost  5.308e+06 flops, 2.837e+05 bytes, 1.954e+05 cycles
kernel conv2.weight.w over o < 32, c < 288    # <stdin>:5 conv2
  conv2.weight[o, c/9, c % 9/3, c % 3] = conv2.weight[o, c/9, c % 9/3, c % 3] - f32(lr)*conv2.weight.grad[o, c/9, c % 9/3, c % 3]  # in place
  loops parallel o, c; vector c x 8 x 1; 16 a task
  cost  2.765e+04 flops, 1.106e+05 bytes, 1.601e+04 cycles
kernel conv1.weight.grad over o < 32, c < 8, r0 < 1, sum b < B, i < 144    # <stdin>:5 conv1
  conv1.weight.grad = conv1.conv2d.grad[b, o, i/12, i % 12]*x[b, c, i/12, i % 12]
  conv1.weight.grad[o, c, 0, r0] = conv1.weight.grad[o, c, 0, r0]
  loops o, parallel c, r0, b, i; vector o x 8 x 4; tile c x 3; blocks b x 1; 6 a task
  cost  5.898e+05 flops, 1.864e+05 bytes, 2.014e+04 cycles
kernel conv1.weight.w over o < 32, c < 8    # <stdin>:5 conv1
  conv1.weight[o, c, 0, 0] = conv1.weight[o, c, 0, 0] - f32(lr)*conv1.weight.grad[o, c, 0, 0]  # in place
  loops c, o; vector c x 8 x 1
  cost  768 flops, 3080 bytes, 444.8 cycles

tensor x: f32, strides [1152, 144, 12, 1], 9216 elements, input at 0
tensor t: f32, strides [1152, 36, 6, 1], 9216 elements, input at 0
tensor conv1.weight: f32, strides [8, 1, 1, 1], 256 elements, variable at 0
tensor conv2.weight: f32, strides [288, 9, 3, 1], 9216 elements, variable at 0
tensor lr: f64, strides [], 1 elements, scalar at 0
tensor conv1.conv2d: f32, strides [5408, 1, 416, 32], halo of dimension 2: 1 + 0, halo of dimension 3: 1 + 0, 43264 elements, workspace at 0
tensor conv2.conv2d: f32, strides [1152, 1, 192, 32], 9216 elements, workspace at 173120
tensor mse.sum.grad: f32, strides [], 1 elements, workspace at 246976
tensor conv2.conv2d.grad: f32, strides [2048, 1, 256, 32], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 16384 elements, workspace at 320640
tensor conv1.conv2d.grad: f32, strides [4608, 1, 384, 32], 36864 elements, workspace at 173120
tensor conv1.weight: f32, strides [8, 1, 1, 1], 256 elements, variable at 0
tensor conv2.weight: f32, strides [288, 9, 3, 1], 9216 elements, variable at 0
tensor mse: f32, strides [], 1 elements, output 0
tensor conv1.weight.copy: f32, strides [1, 32, 256, 256], 256 elements, workspace at 173120
tensor conv2.weight.copy: f32, strides [1, 96, 3072, 32], 9216 elements, workspace at 210048
tensor conv2.weight.copy: f32, strides [32, 1, 3072, 1024], 9216 elements, workspace at 386240
tensor conv2.weight.grad: f32, strides [1, 72, 24, 8], dimension 0 in blocks of 8, 9216 elements, workspace at 386240
tensor conv1.weight.grad: f32, strides [1, 8, 8, 8], dimension 0 in blocks of 8, 256 elements, workspace at 0

workspace 423168 bytes, 423168 alive at once
