# netc emit --stage kernels --cpu x86-64-v3 --bind B=8
# Weights that a normalisation was folded into are made as they are read: without a plain form that is copied.
net f(x: f32[B, 8]) -> y {
  y = x |> dense(16, bias: false) |> batchnorm
}
=== exit 0
prepared kernel dense1.weight.folded.part over i < 16    # <stdin>:4 batchnorm1
  dense1.weight.folded.part[i] = 1/sqrt(batchnorm1.running_var[i] + 1e-05)*batchnorm1.weight[i]
  loops i; vector i x 8 x 2
  cost  160 flops, 192 bytes, 15.2 cycles
prepared kernel batchnorm1.y.term over i < 16    # <stdin>:4 batchnorm1
  batchnorm1.y.term[i] = batchnorm1.bias[i] - batchnorm1.running_mean[i]*(1/sqrt(batchnorm1.running_var[i] + 1e-05))*batchnorm1.weight[i]
  loops i; vector i x 8 x 2
  cost  192 flops, 320 bytes, 20 cycles
prepared kernel dense1.weight.folded.copy over i < 16, j < 8    # <stdin>:4 batchnorm1
  dense1.weight.folded.copy[i, j] = dense1.weight[i, j]*dense1.weight.folded.part[i]
  loops i, j; vector i x 8 x 1
  cost  128 flops, 1088 bytes, 213.6 cycles
kernel batchnorm1.y.sum+batchnorm1.y over j < B, o < 16, sum i < 8    # <stdin>:4 dense1
  batchnorm1.y.sum = x[j, i]*dense1.weight.folded.copy[o, i]
  batchnorm1.y[j, o] = batchnorm1.y.sum[j, o] + batchnorm1.y.term[o]
  loops o, j, i; vector o x 8 x 2; tile j x 4
  cost  2048 flops, 1344 bytes, 90.8 cycles

tensor x: f32, strides [8, 1], 64 elements, input at 0
tensor dense1.weight: f32, strides [8, 1], 128 elements, variable at 0
tensor batchnorm1.weight: f32, strides [1], 16 elements, variable at 0
tensor batchnorm1.bias: f32, strides [1], 16 elements, variable at 0
tensor batchnorm1.running_mean: f32, strides [1], 16 elements, variable at 0
tensor batchnorm1.running_var: f32, strides [1], 16 elements, variable at 0
tensor dense1.weight.folded.part: f32, strides [1], 16 elements, prepared at 0
tensor batchnorm1.y.term: f32, strides [1], 16 elements, prepared at 0
tensor batchnorm1.y: f32, strides [16, 1], 128 elements, output 0
tensor dense1.weight.folded.copy: f32, strides [1, 16], 128 elements, prepared at 0

workspace 0 bytes, 0 alive at once
