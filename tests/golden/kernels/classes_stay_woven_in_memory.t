# netc emit --stage kernels --train --cpu x86-64-v4
# What lies beyond the caches is walked as it lies: rows of both classes of a stride in turn.
net n(x: [B, 128, 56, 56]) -> y {
  y = x |> conv(128, 1, bias: false) |> relu |> depthwise(3, stride: 2, pad: 1, bias: false)
}
train n(t: f32[B, 128, 28, 28]) {
  data = npy(x: "x.npy", t: "t.npy")
  loss = mse(y, t)
  batch = 16
  optimizer = sgd(lr: 0.1)
}
=== exit 0
kernel mse.sum.grad    # <stdin>:8 
  mse.sum.grad[] = 1/f32(B*100352)
  loops none
  cost  5 flops, 4 bytes, 6.5 cycles
kernel conv1.weight.copy over i < 128, j < 128, k < 1    # <stdin>:4 conv1
  conv1.weight.copy[i, j, 0, k] = conv1.weight[i, j, 0, k]
  loops k, parallel i, j; vector i x 16 x 1; 64 a task
  cost  0 flops, 1.311e+05 bytes, 2.212e+04 cycles
kernel conv1.conv2d over b < B, o < 128, i < 3136, sum c < 128    # <stdin>:4 conv1
  conv1.conv2d = x[b, c, i/56, i % 56]*conv1.weight.copy[o, c, 0, 0]
  conv1.conv2d[b, o, i/56, i % 56] = conv1.conv2d[b, o, i/56, i % 56]
  loops parallel b, o, i, c; vector o x 16 x 4; tile i x 6; blocks c x 32; 1 a task
  cost  1.644e+09 flops, 5.145e+07 bytes, 3.364e+07 cycles
kernel depthwise1.conv2d.grad.halo: the halo of depthwise1.conv2d.grad is 0
kernel depthwise1.weight.copy over i < 128, j < 9    # <stdin>:4 depthwise1
  depthwise1.weight.copy[i, 0, j/3, j % 3] = depthwise1.weight[i, 0, j/3, j % 3]
  loops i, j; vector i x 16 x 1
  cost  0 flops, 9216 bytes, 1555 cycles
kernel depthwise1.conv2d+depthwise1.conv2d.grad over b < B, g < 128, i < 28, j < 28, sum r < 3, s < 3 if i*2 + r >= 1 and j*2 + s >= 1    # <stdin>:4 depthwise1
  depthwise1.conv2d = (if conv1.conv2d[b, g, i*2 + r - 1, j*2 + s - 1] <= 0 then 0 else conv1.conv2d[b, g, i*2 + r - 1, j*2 + s - 1])*depthwise1.weight.copy[g, 0, r, s]
  depthwise1.conv2d[b, g, i, j] = depthwise1.conv2d[b, g, i, j]
  depthwise1.conv2d.grad[b, g, i, j] = 2*(mse.sum.grad*(depthwise1.conv2d[b, g, i, j] - t[b, g, i, j]))
  loops parallel b, i, g, j, r, s; vector g x 16 x 4; tile i x 4; 1 a task
  cost  2.89e+07 flops, 4.496e+07 bytes, 1.124e+07 cycles
kernel mse.sum.parts over i < B, sum j < 128, k < 784    # <stdin>:8 
  mse.sum.parts = (depthwise1.conv2d[i, j, k/28, k % 28] - t[i, j, k/28, k % 28])^2
  mse.sum.parts[i] = mse.sum.parts[i]
  loops parallel i, j, k; vector j x 16 x 1; 1 a task
  cost  3.211e+06 flops, 1.285e+07 bytes, 2.885e+06 cycles
kernel mse.sum+mse, sum i < B    # <stdin>:8 
  mse.sum = mse.sum.parts[i]
  mse[] = mse.sum/f32(B*100352)
  loops i; vector i x 16 x 1
  cost  16 flops, 68 bytes, 16.05 cycles
kernel depthwise1.weight.copy.halo: the halo of depthwise1.weight.copy is 0
kernel depthwise1.weight.copy over i < 128, j < 1, k < 3, l < 3    # <stdin>:4 depthwise1
  depthwise1.weight.copy[i, j, k, l] = depthwise1.weight[i, j, k, l]
  loops i, j, k, l
  cost  0 flops, 9216 bytes, 5242 cycles
kernel depthwise1.weight.copy.copy.halo: the halo of depthwise1.weight.copy.copy is 0
kernel depthwise1.weight.copy.copy over i < 128, j < 1, k < 3, l < 3    # <stdin>:4 depthwise1
  depthwise1.weight.copy.copy[i, j, k, l] = depthwise1.weight.copy[i, j, k, l]
  loops j, i, k, l; vector i x 16 x 1
  cost  0 flops, 9216 bytes, 1555 cycles
kernel relu.grad+conv1.conv2d.grad over b < B, g < 128, p < 28, u < 2, q < 28, v < 2, sum r < 2, s < 2    # <stdin>:4 depthwise1
  relu.grad = depthwise1.conv2d.grad[b, g, p + (u + 1)/2 - r, q + (v + 1)/2 - s]*depthwise1.weight.copy.copy[g, 0, r*2 + (u + 1) % 2, s*2 + (v + 1) % 2]
  conv1.conv2d.grad[b, g, p*2 + u, q*2 + v] = if (if conv1.conv2d[b, g, p*2 + u, q*2 + v] <= 0 then 0 else conv1.conv2d[b, g, p*2 + u, q*2 + v]) <= 0 then 0 else relu.grad[b, g, p*2 + u, q*2 + v]
  loops parallel b, p, q, v, g, u, r, s; vector g x 16 x 4; 1 a task
  cost  5.138e+07 flops, 5.876e+07 bytes, 1.469e+07 cycles
kernel depthwise1.weight.grad over g < 128, c0 < 1, r < 3, s < 3, sum b < B, i < 28, j < 28 if r + i*2 >= 1 and s + j*2 >= 1    # <stdin>:4 depthwise1
  depthwise1.weight.grad = depthwise1.conv2d.grad[b, g, i, j]*(if conv1.conv2d[b, g, r + i*2 - 1, s + j*2 - 1] <= 0 then 0 else conv1.conv2d[b, g, r + i*2 - 1, s + j*2 - 1])
  depthwise1.weight.grad[g, c0, r, s] = depthwise1.weight.grad[g, c0, r, s]
  loops parallel r, g, s, c0, b, j, i; vector g x 16 x 4; blocks b x 1, j x 1; 1 a task
  cost  2.89e+07 flops, 3.212e+07 bytes, 8.03e+06 cycles
kernel depthwise1.weight.w over g < 128, c0 < 9    # <stdin>:4 depthwise1
  depthwise1.weight[g, 0, c0/3, c0 % 3] = depthwise1.weight[g, 0, c0/3, c0 % 3] - f32(lr)*depthwise1.weight.grad[g, 0, c0/3, c0 % 3]  # in place
  loops c0, g; vector c0 x 16 x 1
  cost  3456 flops, 1.383e+04 bytes, 2906 cycles
kernel conv1.weight.grad.parts over b < B, o < 128, c < 128, r0 < 1, sum i < 3136    # <stdin>:4 conv1
  conv1.weight.grad.parts = conv1.conv2d.grad[b, o, i/56, i % 56]*x[b, c, i/56, i % 56]
  conv1.weight.grad.parts[b, o, c, 0, r0] = conv1.weight.grad.parts[b, o, c, 0, r0]
  loops parallel b, c, o, r0, i; vector o x 16 x 4; tile c x 6; blocks i x 784; 1 a task
  cost  1.644e+09 flops, 5.243e+07 bytes, 3.335e+07 cycles
kernel conv1.weight.grad+conv1.weight.w over o < 128, c < 128, sum b < B    # <stdin>:4 conv1
  conv1.weight.grad = conv1.weight.grad.parts[b, o, c, 0, 0]
  conv1.weight[o, c, 0, 0] = conv1.weight[o, c, 0, 0] - f32(lr)*conv1.weight.grad[o, c, 0, 0]  # in place
  loops o, parallel c, b; vector o x 16 x 4; 16 a task
  cost  2.621e+05 flops, 1.18e+06 bytes, 1.887e+05 cycles

tensor x: f32, strides [401408, 3136, 56, 1], 6422528 elements, input at 0
tensor t: f32, strides [100352, 784, 28, 1], 1605632 elements, input at 0
tensor conv1.weight: f32, strides [128, 1, 1, 1], 16384 elements, variable at 0
tensor depthwise1.weight: f32, strides [9, 9, 3, 1], 1152 elements, variable at 0
tensor lr: f64, strides [], 1 elements, scalar at 0
tensor conv1.conv2d: f32, strides [401408, 1, 7168, 128], 6422528 elements, workspace at 0
tensor depthwise1.conv2d: f32, strides [100352, 1, 3584, 128], 1605632 elements, workspace at 25690176
tensor mse.sum.parts: f32, strides [1], 16 elements, workspace at 32112768
tensor mse.sum.grad: f32, strides [], 1 elements, workspace at 32117440
tensor depthwise1.conv2d.grad: f32, strides [115200, 1, 3840, 128], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 1843200 elements, workspace at 51380352
tensor conv1.conv2d.grad: f32, strides [401408, 1, 7168, 128], 6422528 elements, workspace at 25690176
tensor conv1.weight.grad.parts: f32, strides [16400, 1, 128, 128, 128], 262400 elements, workspace at 0
tensor conv1.weight: f32, strides [128, 1, 1, 1], 16384 elements, variable at 0
tensor depthwise1.weight: f32, strides [9, 9, 3, 1], 1152 elements, variable at 0
tensor mse: f32, strides [], 1 elements, output 0
tensor depthwise1.weight.copy: f32, strides [16, 1, 4, 1], halo of dimension 2: 0 + 1, halo of dimension 3: 0 + 1, 2048 elements, workspace at 25690176
tensor conv1.weight.copy: f32, strides [1, 64, 8192, 8192], dimension 0 in blocks of 64, 16384 elements, workspace at 25690176
tensor depthwise1.weight.copy: f32, strides [1, 576, 192, 64], dimension 0 in blocks of 64, 1152 elements, workspace at 32112768
tensor depthwise1.weight.copy.copy: f32, strides [1, 1024, 256, 64], dimension 0 in blocks of 64, halo of dimension 2: 0 + 1, halo of dimension 3: 0 + 1, 2048 elements, workspace at 58753216
tensor depthwise1.weight.grad: f32, strides [1, 144, 48, 16], dimension 0 in blocks of 16, 1152 elements, workspace at 58753216

workspace 58761472 bytes, 58761472 alive at once
