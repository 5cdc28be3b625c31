# netc emit --stage kernels --cpu x86-64-v3
# A concatenation of concatenations chooses among trivial parts: one tensor, four parts.
net a(x: [16, 8]) -> y, z {
  y = concat2(concat2(x, 2*x, axis: 1), concat2(x + 1, exp(x), axis: 1), axis: 1)
  z[b] = sum(i) y[b, i]
}
=== exit 0
kernel exp+concat2_3 over i < 16, j < 8    # <stdin>:4 
  concat2_3[i, j + 24] = exp(x[i, j])
  loops i, j; vector j x 8 x 1
  cost  2560 flops, 1024 bytes, 224.8 cycles
kernel concat2_3 over j < 16, i < 8    # <stdin>:4 
  concat2_3[j, i] = x[j, i]
  loops j, i; vector i x 8 x 1
  cost  0 flops, 1024 bytes, 72.8 cycles
kernel concat2_3 over j < 16, i < 8    # <stdin>:4 
  concat2_3[j, i + 8] = 2*x[j, i]
  loops j, i; vector i x 8 x 1
  cost  128 flops, 1024 bytes, 72.8 cycles
kernel concat2_3 over j < 16, i < 8    # <stdin>:4 
  concat2_3[j, i + 16] = x[j, i] + 1
  loops j, i; vector i x 8 x 1
  cost  128 flops, 1024 bytes, 72.8 cycles
kernel z over b < 16, sum i < 32    # <stdin>:5 
  z = concat2_3[b, i]
  z[b] = z[b]
  loops b, i; vector i x 8 x 1; tile b x 8
  cost  512 flops, 2112 bytes, 153.2 cycles
kernel y over i < 512    # <stdin>:4 
  y[i/32, i % 32] = concat2_3[i/32, i % 32]
  loops i; vector i x 8 x 4
  cost  0 flops, 4096 bytes, 256 cycles

tensor x: f32, strides [8, 1], 128 elements, input at 0
tensor concat2_3: f32, strides [32, 1], 512 elements, workspace at 0
tensor y: f32, strides [32, 1], 512 elements, output 0
tensor z: f32, strides [1], 16 elements, output 1

workspace 2112 bytes, 2112 alive at once
