# netc emit --stage kernels --cpu x86-64-v3 --bind B=4
# Normalisation, residual and activation ride on the convolution's stores, which go into a tensor with a halo;
# what the epilogue reads besides is computed before, though it stands behind in the graph.
net f(x: f32[B, 8, 6, 6]) -> y {
  h = x |> conv(8, 3, pad: 1) |> batchnorm
  s = relu(h + x)
  y = s |> conv(8, 3, pad: 1)
}
=== exit 0
prepared kernel conv1.weight.folded.part+batchnorm1.y.term over i < 8    # <stdin>:5 batchnorm1
  conv1.weight.folded.part[i] = 1/sqrt(batchnorm1.running_var[i] + 1e-05)*batchnorm1.weight[i]
  batchnorm1.y.term[i] = 1/sqrt(batchnorm1.running_var[i] + 1e-05)*batchnorm1.weight[i]*conv1.bias[i] + (batchnorm1.bias[i] - batchnorm1.running_mean[i]*(1/sqrt(batchnorm1.running_var[i] + 1e-05))*batchnorm1.weight[i])
  loops i; vector i x 8 x 1
  cost  120 flops, 224 bytes, 14 cycles
kernel x.copy.halo: the halo of x.copy is 0
kernel x.copy over i < B*8, k < 6, l < 6    # <stdin>:4 
  x.copy[i/8, i % 8, k, l] = x[i/8, i % 8, k, l]
  loops i, k, l; vector l x 8 x 1
  cost  0 flops, 9216 bytes, 873.6 cycles
kernel s.halo: the halo of s is 0
prepared kernel conv1.weight.folded.copy over i < 8, j < 72    # <stdin>:5 batchnorm1
  conv1.weight.folded.copy[i, j/9, j % 9/3, j % 3] = conv1.weight[i, j/9, j % 9/3, j % 3]*conv1.weight.folded.part[i]
  loops i, j; vector i x 8 x 1
  cost  576 flops, 4640 bytes, 961.2 cycles
kernel batchnorm1.y.sum+s over b < B, o < 8, i < 6, j < 6, sum c < 8, r < 3, s < 3    # <stdin>:5 conv1
  batchnorm1.y.sum = x.copy[b, c, i + r - 1, j + s - 1]*conv1.weight.folded.copy[o, c, r, s]
  s[b, o, i, j] = if batchnorm1.y.sum[b, o, i, j] + batchnorm1.y.term[o] + x.copy[b, o, i, j] <= 0 then 0 else batchnorm1.y.sum[b, o, i, j] + batchnorm1.y.term[o] + x.copy[b, o, i, j]
  loops b, o, i, j, c, r, s; vector o x 8 x 1; tile j x 6, i x 2
  cost  1.659e+05 flops, 1.514e+04 bytes, 6358 cycles
prepared kernel conv2.weight.copy over i < 8, j < 8, k < 3, l < 3    # <stdin>:7 conv2
  conv2.weight.copy[i, j, k, l] = conv2.weight[i, j, k, l]
  loops i, k, j, l; vector i x 8 x 1
  cost  0 flops, 4608 bytes, 921.6 cycles
kernel conv2.conv2d+conv2.y over b < B, o < 8, i < 6, j < 6, sum c < 8, r < 3, s < 3    # <stdin>:7 conv2
  conv2.conv2d = s[b, c, i + r - 1, j + s2 - 1]*conv2.weight.copy[o, c, r, s2]
  conv2.y[b, o, i, j] = conv2.conv2d[b, o, i, j] + conv2.bias[o]
  loops b, o, i, j, r, c, s; vector o x 8 x 1; tile j x 6, i x 2
  cost  1.659e+05 flops, 1.514e+04 bytes, 8662 cycles

tensor x: f32, strides [288, 36, 6, 1], 1152 elements, input at 0
tensor conv1.weight: f32, strides [72, 9, 3, 1], 576 elements, variable at 0
tensor conv1.bias: f32, strides [1], 8 elements, variable at 0
tensor batchnorm1.weight: f32, strides [1], 8 elements, variable at 0
tensor batchnorm1.bias: f32, strides [1], 8 elements, variable at 0
tensor batchnorm1.running_mean: f32, strides [1], 8 elements, variable at 0
tensor batchnorm1.running_var: f32, strides [1], 8 elements, variable at 0
tensor conv2.weight: f32, strides [72, 9, 3, 1], 576 elements, variable at 0
tensor conv2.bias: f32, strides [1], 8 elements, variable at 0
tensor conv1.weight.folded.part: f32, strides [1], 8 elements, prepared at 0
tensor batchnorm1.y.term: f32, strides [1], 8 elements, prepared at 0
tensor s: f32, strides [512, 1, 64, 8], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 2048 elements, workspace at 0
tensor conv2.y: f32, strides [288, 36, 6, 1], 1152 elements, output 0
tensor x.copy: f32, strides [512, 64, 8, 1], halo of dimension 2: 1 + 1, halo of dimension 3: 1 + 1, 2048 elements, workspace at 8256
tensor conv1.weight.folded.copy: f32, strides [1, 72, 24, 8], 576 elements, prepared at 0
tensor conv2.weight.copy: f32, strides [1, 24, 192, 8], 576 elements, prepared at 0

workspace 16512 bytes, 16512 alive at once
