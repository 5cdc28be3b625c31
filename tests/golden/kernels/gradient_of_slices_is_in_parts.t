# netc emit --stage kernels --train --cpu x86-64-v3
# What was read in slices gets its gradient slice by slice, from the kernel that makes those.
net a(x: [B, 8]) -> y {
  param w: [32, 8] ~ ones
  h[b, o] = sum(i) x[b, i]*w[o, i]
  y[b, j < 16] = tanh(h[b, j])*h[b, j + 16]
}

train a(target: [B, 16]) {
  data      = csv("a.csv", x: cols(0, 8), target: cols(8, 24))
  loss      = mse(y, target)
  optimizer = sgd(lr: 0.1)
  batch     = 8
}
=== exit 0
kernel mse.sum.grad    # <stdin>:11 
  mse.sum.grad[] = 1/f32(B*16)
  loops none
  cost  5 flops, 4 bytes, 6.5 cycles
kernel h over b < B, o < 32, sum i < 8    # <stdin>:5 
  h = x[b, i]*w[o, i]
  h[b, o] = h[b, o]
  loops b, o, i; vector o x 8 x 1; tile b x 8
  cost  4096 flops, 2304 bytes, 466.4 cycles
kernel y+y.grad+h.grad_3 over b < B, j < 16    # <stdin>:6 
  y[b, j] = tanh(h[b, j])*h[b, j + 16]
  h.grad_3[b, j] = 2*(mse.sum.grad*(tanh(h[b, j])*h[b, j + 16] - target[b, j]))*h[b, j + 16]*(1 - tanh(h[b, j])^2)
  h.grad_3[b, j + 16] = 2*(mse.sum.grad*(tanh(h[b, j])*h[b, j + 16] - target[b, j]))*tanh(h[b, j])
  loops b, j; vector j x 8 x 2
  cost  3712 flops, 3076 bytes, 306.8 cycles
kernel mse.sum+mse, sum i < B*16    # <stdin>:11 
  mse.sum = (y[i/16, i % 16] - target[i/16, i % 16])^2
  mse[] = mse.sum/f32(B*16)
  loops i; vector i x 8 x 2
  cost  256 flops, 1028 bytes, 64.25 cycles
kernel w.grad+w.w over o < 32, i < 8, sum b < B    # <stdin>:5 
  w.grad = h.grad_3[b, o]*x[b, i]
  w[o, i] = w[o, i] - f32(lr)*w.grad[o, i]  # in place
  loops o, i, b; vector i x 8 x 1; tile o x 12
  cost  4096 flops, 3336 bytes, 208.5 cycles

tensor x: f32, strides [8, 1], 64 elements, input at 0
tensor target: f32, strides [16, 1], 128 elements, input at 0
tensor w: f32, strides [8, 1], 256 elements, variable at 0
tensor lr: f64, strides [], 1 elements, scalar at 0
tensor h: f32, strides [32, 1], 256 elements, workspace at 0
tensor y: f32, strides [16, 1], 128 elements, workspace at 2176
tensor mse.sum.grad: f32, strides [], 1 elements, workspace at 2752
tensor h.grad_3: f32, strides [32, 1], 256 elements, workspace at 1088
tensor w: f32, strides [8, 1], 256 elements, variable at 0
tensor mse: f32, strides [], 1 elements, output 0

workspace 2880 bytes, 2880 alive at once
