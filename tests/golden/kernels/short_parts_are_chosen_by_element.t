# netc emit --stage kernels --cpu x86-64-v3
# Parts of three elements would fill no vector, and a corner cuts two indices: one kernel each, which chooses.
net a(x: [16, 3], z: [4, 24, 24]) -> y, p {
  y = concat2(x, 2*x, axis: 1)
  p[b, i < 40, j < 40] = if i >= 16 and j >= 16 then z[b, i - 16, j - 16] else 0
}
=== exit 0
kernel concat2 over j < 16, i < 6    # <stdin>:4 
  concat2[j, i] = if i < 3 then x[j, i] else 2*x[j, i - 3]
  loops j, i; vector i x 8 x 1
  cost  288 flops, 576 bytes, 89.6 cycles
kernel p over b < 4, i < 40, j < 40    # <stdin>:5 
  p[b, i, j] = if i >= 16 and j >= 16 then z[b, i - 16, j - 16] else 0
  loops b, i, j; vector j x 8 x 4
  cost  2.56e+04 flops, 3.482e+04 bytes, 3040 cycles

tensor x: f32, strides [3, 1], 48 elements, input at 0
tensor z: f32, strides [576, 24, 1], 2304 elements, input at 0
tensor concat2: f32, strides [6, 1], 96 elements, output 0
tensor p: f32, strides [1600, 40, 1], 6400 elements, output 1

workspace 0 bytes, 0 alive at once
