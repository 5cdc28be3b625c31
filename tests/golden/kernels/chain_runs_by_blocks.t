# netc emit --stage kernels --cpu x86-64-v3 --bind B=4 --chains all
# Four kernels run for blocks of three samples, with the halos of what is between them. That is local: two buffers
# serve three tensors.
net f(x: f32[B, 2, 6, 6]) -> y {
  h = x |> conv(8, 3, pad: 1) |> relu |> conv(8, 3, pad: 1)
  a[b, o, i, j] = exp(-h[b, o, i, j])
  y[b, o] = sum(i, j) a[b, o, i, j]*h[b, o, j, i]
}
=== exit 0
prepared kernel conv1.weight.copy over i < 8, j < 18    # <stdin>:5 conv1
  conv1.weight.copy[i, j/9, j % 9/3, j % 3] = conv1.weight[i, j/9, j % 9/3, j % 3]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 1152 bytes, 230.4 cycles
prepared kernel conv2.weight.copy over i < 8, j < 8, k < 3, l < 3    # <stdin>:5 conv2
  conv2.weight.copy[i, j, k, l] = conv2.weight[i, j, k, l]
  loops i, k, j, l; vector i x 8 x 1
  cost  0 flops, 4608 bytes, 921.6 cycles
chain over B, 3 a block; local f32[864], f32[1536]
kernel x.copy.halo: the halo of x.copy is 0
kernel x.copy over i < B*2, k < 6, l < 6    # <stdin>:4 
  x.copy[i/2, i % 2, k, l] = x[i/2, i % 2, k, l]
  loops parallel i, k, l; vector l x 8 x 1; 6 a task
  cost  0 flops, 2304 bytes, 218.4 cycles
kernel relu.halo: the halo of relu is 0
kernel conv1.conv2d+relu over b < B, o < 8, i < 6, j < 6, sum c < 2, r < 3, s < 3    # <stdin>:5 conv1
  conv1.conv2d = x.copy[b, c, i + r - 1, j + s - 1]*conv1.weight.copy[o, c, r, s]
  relu[b, o, i, j] = if conv1.conv2d[b, o, i, j] + conv1.bias[o] <= 0 then 0 else conv1.conv2d[b, o, i, j] + conv1.bias[o]
  loops parallel b, i, j, o, c, r, s; vector o x 8 x 1; tile j x 6, i x 2; 3 a task
  cost  4.147e+04 flops, 7264 bytes, 1724 cycles
kernel conv2.conv2d over b < B, o < 8, i < 6, j < 6, sum c < 8, r < 3, s < 3    # <stdin>:5 conv2
  conv2.conv2d = relu[b, c, i + r - 1, j + s - 1]*conv2.weight.copy[o, c, r, s]
  conv2.conv2d[b, o, i, j] = conv2.conv2d[b, o, i, j]
  loops parallel b, i, j, o, r, c, s; vector o x 8 x 1; tile j x 6, i x 2; 3 a task
  cost  1.659e+05 flops, 1.51e+04 bytes, 6358 cycles
kernel y over b < B, o < 8, sum i < 6, j < 6    # <stdin>:7 
  y = exp(-(conv2.conv2d[b, o, i, j] + conv2.bias[o]))*(conv2.conv2d[b, o, j, i] + conv2.bias[o])
  y[b, o] = y[b, o]
  loops parallel b, o, i, j; vector o x 8 x 1; tile b x 3; 3 a task
  cost  2304 flops, 4768 bytes, 1751 cycles
end chain

tensor x: f32, strides [72, 36, 6, 1], 288 elements, input at 0
tensor conv1.weight: f32, strides [18, 9, 3, 1], 144 elements, variable at 0
tensor conv1.bias: f32, strides [1], 8 elements, variable at 0
tensor conv2.weight: f32, strides [72, 9, 3, 1], 576 elements, variable at 0
tensor conv2.bias: f32, strides [1], 8 elements, variable at 0
tensor relu: f32, strides [512, 1, 64, 8], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 1536 elements, local 1
tensor conv2.conv2d: f32, strides [288, 1, 48, 8], 864 elements, local 0
tensor y: f32, strides [8, 1], 32 elements, output 0
tensor x.copy: f32, strides [128, 64, 8, 1], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 384 elements, local 0
tensor conv1.weight.copy: f32, strides [1, 72, 24, 8], 144 elements, prepared at 0
tensor conv2.weight.copy: f32, strides [1, 24, 192, 8], 576 elements, prepared at 0

workspace 0 bytes, 0 alive at once
