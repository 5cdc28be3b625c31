# netc emit --precision bf16 --cpu znver4 --stage kernels --bind B=16 -
# Words of weights are prepared, as they are read; those of activations are a kernel, or part of a chain. A border of words is 0.
net f(x: [B, 32, 8, 8]) -> y {
  y = x |> conv(64, 3, pad: 1) |> relu |> conv(64, 3, pad: 1)
}
=== exit 0
kernel x.pairs.halo: the halo of x.pairs is 0
kernel x.pairs over b < B, c < 16, k < 8, l < 8    # <stdin>:4 conv1
  x.pairs[b, c, k, l] = pair(x[b, c, k, l], x[b, c + 16, k, l])
  loops parallel b, c, k, l; vector l x 16 x 1; 8 a task
  cost  6.554e+04 flops, 1.966e+05 bytes, 1.659e+04 cycles
prepared kernel conv1.weight.pairs.copy over i < 64, j < 144    # <stdin>:4 conv1
  conv1.weight.pairs.copy[i, j/9, j % 9/3, j % 3] = pair(conv1.weight[i, j/9, j % 9/3, j % 3], conv1.weight[i, j/9 + 16, j % 9/3, j % 3])
  loops parallel i, j; vector j x 16 x 4; 32 a task
  cost  3.686e+04 flops, 1.106e+05 bytes, 2.18e+04 cycles
kernel conv1.conv2d over b < B, o < 64, i < 8, j < 8, sum c < 16, r < 3, s < 3    # <stdin>:4 conv1
  conv1.conv2d = dot(x.pairs[b, c, i + r - 1, j + s - 1], conv1.weight.pairs.copy[o, c, r, s])
  conv1.conv2d[b, o, i, j] = conv1.conv2d[b, o, i, j]
  loops o, parallel b, i, j, c, r, s; vector o x 16 x 4; tile j x 3, i x 2; 1 a task
  cost  3.775e+07 flops, 4.014e+05 bytes, 6.073e+05 cycles
kernel relu.pairs.halo: the halo of relu.pairs is 0
kernel relu.pairs over b < B, c < 32, k < 8, l < 8    # <stdin>:4 conv2
  relu.pairs[b, c, k, l] = pair(if conv1.conv2d[b, c, k, l] + conv1.bias[c] <= 0 then 0 else conv1.conv2d[b, c, k, l] + conv1.bias[c], if conv1.conv2d[b, c + 32, k, l] + conv1.bias[c + 32] <= 0 then 0 else conv1.conv2d[b, c + 32, k, l] + conv1.bias[c + 32])
  loops parallel b, k, l, c; vector c x 16 x 2; 4 a task
  cost  3.277e+05 flops, 3.935e+05 bytes, 2.601e+04 cycles
prepared kernel conv2.weight.pairs.copy over i < 64, j < 32, k < 3, l < 3    # <stdin>:4 conv2
  conv2.weight.pairs.copy[i, j, k, l] = pair(conv2.weight[i, j, k, l], conv2.weight[i, j + 32, k, l])
  loops i, k, parallel j, l; vector i x 16 x 1; 4 a task
  cost  7.373e+04 flops, 2.212e+05 bytes, 8.202e+04 cycles
kernel conv2.conv2d+conv2.y over b < B, o < 64, i < 8, j < 8, sum c < 32, r < 3, s < 3    # <stdin>:4 conv2
  conv2.conv2d = dot(relu.pairs[b, c, i + r - 1, j + s - 1], conv2.weight.pairs.copy[o, c, r, s])
  conv2.y[b, o, i, j] = conv2.conv2d[b, o, i, j] + conv2.bias[o]
  loops o, parallel b, i, j, r, c, s; vector o x 16 x 4; tile j x 3, i x 2; 1 a task
  cost  7.55e+07 flops, 5.409e+05 bytes, 1.341e+06 cycles

tensor x: f32, strides [2048, 64, 8, 1], 32768 elements, input at 0
tensor conv1.weight: f32, strides [288, 9, 3, 1], 18432 elements, variable at 0
tensor conv1.bias: f32, strides [1], 64 elements, variable at 0
tensor conv2.weight: f32, strides [576, 9, 3, 1], 36864 elements, variable at 0
tensor conv2.bias: f32, strides [1], 64 elements, variable at 0
tensor x.pairs: i32, strides [1600, 100, 10, 1], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 25600 elements, workspace at 262208
tensor conv1.conv2d: f32, strides [4096, 1, 512, 64], 65536 elements, workspace at 0
tensor relu.pairs: i32, strides [3200, 1, 320, 32], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 51200 elements, workspace at 262208
tensor conv2.y: f32, strides [4096, 64, 8, 1], 65536 elements, output 0
tensor conv1.weight.pairs.copy: i32, strides [1, 576, 192, 64], 9216 elements, prepared at 0
tensor conv2.weight.pairs.copy: i32, strides [1, 192, 6144, 64], 18432 elements, prepared at 0

workspace 467072 bytes, 467072 alive at once
