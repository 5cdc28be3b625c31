# netc emit --stage kernels --cpu x86-64-v3
# Nobody makes the parts: the sum itself is taken part by part.
net a(x: [16, 9, 8], z: [16, 9, 24]) -> y {
  h = concat2(x, z, axis: 2)
  y[b, j] = sum(t) h[b, t, j]
}
=== exit 0
kernel y over b < 16, j < 8, sum t < 9    # <stdin>:5 
  y = x[b, t, j]
  y[b, j] = y[b, j]
  loops b, j, t; vector j x 8 x 1; tile b x 8
  cost  1152 flops, 5120 bytes, 320 cycles
kernel y over b < 16, j < 24, sum t < 9    # <stdin>:5 
  y = z[b, t, j]
  y[b, j + 8] = y[b, j]
  loops b, j, t; vector j x 8 x 3; tile b x 4
  cost  3456 flops, 1.536e+04 bytes, 960 cycles

tensor x: f32, strides [72, 8, 1], 1152 elements, input at 0
tensor z: f32, strides [216, 24, 1], 3456 elements, input at 0
tensor y: f32, strides [32, 1], 512 elements, output 0

workspace 0 bytes, 0 alive at once
