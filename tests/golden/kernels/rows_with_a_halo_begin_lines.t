# netc emit --stage kernels --cpu x86-64-v4 --bind B=4
# A row of x2 is 40 numbers with 2 + 2 around them, in 48: what is stored at its start is a whole line.
net f(x: f32[B, 40]) -> y {
  x2[b, i] = exp(x[b, i])
  y[b, i < 40] = sum(r < 5) x2[b, i + r - 2]
}
=== exit 0
kernel x2.halo: the halo of x2 is 0
kernel x2 over b < B, i < 40    # <stdin>:4 
  x2[b, i] = exp(x[b, i])
  loops b, i; vector i x 16 x 2
  cost  3200 flops, 1280 bytes, 150.6 cycles
kernel y over b < B, i < 40, sum r < 5    # <stdin>:5 
  y = x2[b, i + r - 2]
  y[b, i] = y[b, i]
  loops b, i, r; vector i x 16 x 2; tile b x 4
  cost  800 flops, 1464 bytes, 64.5 cycles

tensor x: f32, strides [40, 1], 160 elements, input at 0
tensor x2: f32, strides [48, 1], halo of dimension 1: 2 + 2, 206 elements, workspace at 0
tensor y: f32, strides [40, 1], 160 elements, output 0

workspace 896 bytes, 896 alive at once
