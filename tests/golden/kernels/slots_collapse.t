# netc emit --stage kernels --cpu x86-64-v3 --bind B=2
# Rows and columns are walked as one: a picture of 5 by 7 fills vectors that a row of 7 would not.
net f(x: f32[B, 3, 5, 7]) -> y {
  y = tanh(x)
}
=== exit 0
kernel y over i < B*105    # <stdin>:4 
  y[i/105, i % 105/35, i % 35/7, i % 7] = tanh(x[i/105, i % 105/35, i % 35/7, i % 7])
  loops i; vector i x 8 x 4
  cost  4200 flops, 1680 bytes, 318.6 cycles

tensor x: f32, strides [105, 35, 7, 1], 210 elements, input at 0
tensor y: f32, strides [105, 35, 7, 1], 210 elements, output 0

workspace 0 bytes, 0 alive at once
