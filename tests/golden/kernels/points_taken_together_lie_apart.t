# netc emit --stage kernels --cpu x86-64-v4 --bind B=4 --chains none
# The 36 points of a transform are stored together: 4 KiB apart they would share few sets of the first cache, so a line lies between.
net f(x: [B, 16, 32, 32]) -> y { y = x |> relu |> conv(16, 3, pad: 1, bias: false) |> relu }
=== exit 0
kernel relu.halo: the halo of relu is 0
kernel relu over i < B, j < 16, k < 32, l < 32    # <stdin>:3 
  relu[i, j, k, l] = if x[i, j, k, l] <= 0 then 0 else x[i, j, k, l]
  loops i, j, parallel k, l; vector j x 16 x 1; 4 a task
  cost  1.311e+05 flops, 5.243e+05 bytes, 8.847e+04 cycles
kernel conv1.conv2d.input over c < 16, t < B*8, u < 8    # <stdin>:3 conv1
  conv1.conv2d.input[0, c, 0, t, u] = fma(fma(relu[t/8, c, (t % 8)*4 + 1, u*4 + 1], -5, 4*relu[t/8, c, (t % 8)*4 - 1, u*4 + 1]) + relu[t/8, c, (t % 8)*4 + 3, u*4 + 1], -5, 4*(fma(relu[t/8, c, (t % 8)*4 + 1, u*4 - 1], -5, 4*relu[t/8, c, (t % 8)*4 - 1, u*4 - 1]) + relu[t/8, c, (t % 8)*4 + 3, u*4 - 1])) + (fma(relu[t/8, c, (t % 8)*4 + 1, u*4 + 3], -5, 4*relu[t/8, c, (t % 8)*4 - 1, u*4 + 3]) + relu[t/8, c, (t % 8)*4 + 3, u*4 + 3])
  and 35 more such stores
  loops parallel t, u, c; vector c x 16 x 1; 4 a task
  cost  1.032e+06 flops, 8.858e+05 bytes, 4.27e+04 cycles
prepared kernel conv1.conv2d.weight over o < 16, c < 16    # <stdin>:3 conv1
  conv1.conv2d.weight[0, o, 0, c] = 0.25*(0.25*conv1.weight[o, c, 0, 0])
  and 35 more such stores
  loops o, c; vector o x 16 x 1
  cost  2.534e+04 flops, 4.608e+04 bytes, 3158 cycles
kernel conv1.conv2d.product over e < 6, o < 16, f < 6, t < B*64, sum c < 16    # <stdin>:3 conv1
  conv1.conv2d.product = conv1.conv2d.weight[e, o, f, c]*conv1.conv2d.input[e, c, f, t/8, t % 8]
  conv1.conv2d.product[e, o, f, t/8, t % 8] = conv1.conv2d.product[e, o, f, t/8, t % 8]
  loops e, f, parallel t, o, c; vector o x 16 x 1; tile t x 14; 42 a task
  cost  4.719e+06 flops, 1.217e+06 bytes, 1.946e+05 cycles
kernel y over i < B*8, j < 16, l < 8    # <stdin>:3 
  y[i/8, j, (i % 8)*4, l*4] = if conv1.conv2d.product[0, j, 0, i, l] + conv1.conv2d.product[1, j, 0, i, l] + conv1.conv2d.product[2, j, 0, i, l] + conv1.conv2d.product[3, j, 0, i, l] + conv1.conv2d.product[4, j, 0, i, l] + (conv1.conv2d.product[0, j, 1, i, l] + conv1.conv2d.product[1, j, 1, i, l] + conv1.conv2d.product[2, j, 1, i, l] + conv1.conv2d.product[3, j, 1, i, l] + conv1.conv2d.product[4, j, 1, i, l]) + (conv1.conv2d.product[0, j, 2, i, l] + conv1.conv2d.product[1, j, 2, i, l] + conv1.conv2d.product[2, j, 2, i, l] + conv1.conv2d.product[3, j, 2, i, l] + conv1.conv2d.product[4, j, 2, i, l]) + (conv1.conv2d.product[0, j, 3, i, l] + conv1.conv2d.product[1, j, 3, i, l] + conv1.conv2d.product[2, j, 3, i, l] + conv1.conv2d.product[3, j, 3, i, l] + conv1.conv2d.product[4, j, 3, i, l]) + (conv1.conv2d.product[0, j, 4, i, l] + conv1.conv2d.product[1, j, 4, i, l] + conv1.conv2d.product[2, j, 4, i, l] + conv1.conv2d.product[3, j, 4, i, l] + conv1.conv2d.product[4, j, 4, i, l]) <= 0 then 0 else conv1.conv2d.product[0, j, 0, i, l] + conv1.conv2d.product[1, j, 0, i, l] + conv1.conv2d.product[2, j, 0, i, l] + conv1.conv2d.product[3, j, 0, i, l] + conv1.conv2d.product[4, j, 0, i, l] + (conv1.conv2d.product[0, j, 1, i, l] + conv1.conv2d.product[1, j, 1, i, l] + conv1.conv2d.product[2, j, 1, i, l] + conv1.conv2d.product[3, j, 1, i, l] + conv1.conv2d.product[4, j, 1, i, l]) + (conv1.conv2d.product[0, j, 2, i, l] + conv1.conv2d.product[1, j, 2, i, l] + conv1.conv2d.product[2, j, 2, i, l] + conv1.conv2d.product[3, j, 2, i, l] + conv1.conv2d.product[4, j, 2, i, l]) + (conv1.conv2d.product[0, j, 3, i, l] + conv1.conv2d.product[1, j, 3, i, l] + conv1.conv2d.product[2, j, 3, i, l] + conv1.conv2d.product[3, j, 3, i, l] + conv1.conv2d.product[4, j, 3, i, l]) + (conv1.conv2d.product[0, j, 4, i, l] + conv1.conv2d.product[1, j, 4, i, l] + conv1.conv2d.product[2, j, 4, i, l] + conv1.conv2d.product[3, j, 4, i, l] + conv1.conv2d.product[4, j, 4, i, l])
  and 15 more such stores
  loops j, parallel i, l; vector j x 16 x 1; 4 a task
  cost  6.636e+05 flops, 8.52e+05 bytes, 1.571e+05 cycles

tensor x: f32, strides [16384, 1024, 32, 1], 65536 elements, input at 0
tensor conv1.weight: f32, strides [144, 9, 3, 1], 2304 elements, variable at 0
tensor relu: f32, strides [18496, 1, 544, 16], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 73984 elements, workspace at 592192
tensor conv1.conv2d.weight: f32, strides [1632, 1, 272, 16], 9792 elements, prepared at 0
tensor conv1.conv2d.input: f32, strides [24672, 1, 4112, 128, 16], 148032 elements, workspace at 0
tensor conv1.conv2d.product: f32, strides [24672, 1, 4112, 128, 16], 148032 elements, workspace at 592192
tensor y: f32, strides [16384, 1024, 32, 1], 65536 elements, output 0

workspace 1184384 bytes, 1184384 alive at once
