# netc emit --stage kernels --cpu x86-64-v3 --bind B=16
# A cheap map that is read once per element vanishes into its reader.
net f(x: f32[B, 64]) -> y {
  s = x + 0.5
  y[b] = sum(i) s[b, i]*s[b, i]
}
=== exit 0
kernel y over b < B, sum i < 64    # <stdin>:5 
  y = (x[b, i] + 0.5)*(x[b, i] + 0.5)
  y[b] = y[b]
  loops b, i; vector i x 8 x 1; tile b x 8
  cost  2048 flops, 4160 bytes, 260 cycles

tensor x: f32, strides [64, 1], 1024 elements, input at 0
tensor y: f32, strides [1], 16 elements, output 0

workspace 0 bytes, 0 alive at once
