# netc emit --stage kernels --cpu x86-64-v3 --bind B=2
# The rows of a window are not neighbours in memory: its two indices stay two.
net f(x: f32[B, 8, 8]) -> y {
  y[b, i < 6, j < 6] = sum(r < 3, s < 3) x[b, i + r, j + s]
}
=== exit 0
kernel y over b < B, i < 6, j < 6, sum r < 3, s < 3    # <stdin>:4 
  y = x[b, i + r, j + s]
  y[b, i, j] = y[b, i, j]
  loops b, i, j, r, s; vector j x 8 x 1; tile i x 6, b x 2
  cost  648 flops, 800 bytes, 74.4 cycles

tensor x: f32, strides [64, 8, 1], 128 elements, input at 0
tensor y: f32, strides [36, 6, 1], 72 elements, output 0

workspace 0 bytes, 0 alive at once
