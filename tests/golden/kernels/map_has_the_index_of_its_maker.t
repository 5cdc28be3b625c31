# netc emit --stage kernels --cpu x86-64-v4 --bind B=16 -
# What comes after the product walks pictures and rows as one, as the product does: a chain needs one index.
net f(x: [B, 64, 56, 56]) -> y { y = x |> relu |> conv(64, 3, pad: 1, bias: false) |> tanh }
=== exit 0
kernel relu.halo: the halo of relu is 0
kernel relu over i < B, j < 64, k < 56, l < 56    # <stdin>:3 
  relu[i, j, k, l] = if x[i, j, k, l] <= 0 then 0 else x[i, j, k, l]
  loops parallel i, j, k, l; vector j x 16 x 1; 1 a task
  cost  6.423e+06 flops, 2.569e+07 bytes, 7.546e+06 cycles
kernel conv1.conv2d.input over c < 64, t < B*14, u < 14    # <stdin>:3 conv1
  conv1.conv2d.input[0, c, 0, t, u] = fma(fma(relu[t/14, c, (t % 14)*4 + 1, u*4 + 1], -5, 4*relu[t/14, c, (t % 14)*4 - 1, u*4 + 1]) + relu[t/14, c, (t % 14)*4 + 3, u*4 + 1], -5, 4*(fma(relu[t/14, c, (t % 14)*4 + 1, u*4 - 1], -5, 4*relu[t/14, c, (t % 14)*4 - 1, u*4 - 1]) + relu[t/14, c, (t % 14)*4 + 3, u*4 - 1])) + (fma(relu[t/14, c, (t % 14)*4 + 1, u*4 + 3], -5, 4*relu[t/14, c, (t % 14)*4 - 1, u*4 + 3]) + relu[t/14, c, (t % 14)*4 + 3, u*4 + 3])
  and 35 more such stores
  loops parallel t, u, c; vector c x 16 x 1; 4 a task
  cost  5.058e+07 flops, 4.268e+07 bytes, 1.067e+07 cycles
prepared kernel conv1.conv2d.weight over o < 64, c < 64    # <stdin>:3 conv1
  conv1.conv2d.weight[0, o, 0, c] = 0.25*(0.25*conv1.weight[o, c, 0, 0])
  and 35 more such stores
  loops o, parallel c; vector o x 16 x 1; 8 a task
  cost  4.055e+05 flops, 7.373e+05 bytes, 5.053e+04 cycles
kernel conv1.conv2d.product over e < 6, o < 64, f < 6, t < B*196, sum c < 64    # <stdin>:3 conv1
  conv1.conv2d.product = conv1.conv2d.weight[e, o, f, c]*conv1.conv2d.input[e, c, f, t/14, t % 14]
  conv1.conv2d.product[e, o, f, t/14, t % 14] = conv1.conv2d.product[e, o, f, t/14, t % 14]
  loops e, f, parallel t, o, c; vector o x 16 x 4; tile t x 6; 54 a task
  cost  9.248e+08 flops, 5.839e+07 bytes, 2.288e+07 cycles
kernel y over i < B*14, j < 64, l < 14    # <stdin>:3 
  y[i/14, j, (i % 14)*4, l*4] = tanh(conv1.conv2d.product[0, j, 0, i, l] + conv1.conv2d.product[1, j, 0, i, l] + conv1.conv2d.product[2, j, 0, i, l] + conv1.conv2d.product[3, j, 0, i, l] + conv1.conv2d.product[4, j, 0, i, l] + (conv1.conv2d.product[0, j, 1, i, l] + conv1.conv2d.product[1, j, 1, i, l] + conv1.conv2d.product[2, j, 1, i, l] + conv1.conv2d.product[3, j, 1, i, l] + conv1.conv2d.product[4, j, 1, i, l]) + (conv1.conv2d.product[0, j, 2, i, l] + conv1.conv2d.product[1, j, 2, i, l] + conv1.conv2d.product[2, j, 2, i, l] + conv1.conv2d.product[3, j, 2, i, l] + conv1.conv2d.product[4, j, 2, i, l]) + (conv1.conv2d.product[0, j, 3, i, l] + conv1.conv2d.product[1, j, 3, i, l] + conv1.conv2d.product[2, j, 3, i, l] + conv1.conv2d.product[3, j, 3, i, l] + conv1.conv2d.product[4, j, 3, i, l]) + (conv1.conv2d.product[0, j, 4, i, l] + conv1.conv2d.product[1, j, 4, i, l] + conv1.conv2d.product[2, j, 4, i, l] + conv1.conv2d.product[3, j, 4, i, l] + conv1.conv2d.product[4, j, 4, i, l]))
  and 15 more such stores
  loops j, parallel i, l; vector j x 16 x 1; 4 a task
  cost  9.032e+07 flops, 4.175e+07 bytes, 1.472e+07 cycles

tensor x: f32, strides [200704, 3136, 56, 1], 3211264 elements, input at 0
tensor conv1.weight: f32, strides [576, 9, 3, 1], 36864 elements, variable at 0
tensor relu: f32, strides [215296, 1, 3712, 64], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 3444736 elements, workspace at 28903744
tensor conv1.conv2d.weight: f32, strides [24672, 1, 4112, 64], 148032 elements, prepared at 0
tensor conv1.conv2d.input: f32, strides [1204320, 1, 200720, 896, 64], 7225920 elements, workspace at 0
tensor conv1.conv2d.product: f32, strides [1204320, 1, 200720, 896, 64], 7225920 elements, workspace at 28903744
tensor y: f32, strides [200704, 3136, 56, 1], 3211264 elements, output 0

workspace 57807488 bytes, 57807488 alive at once
