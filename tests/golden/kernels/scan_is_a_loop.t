# netc emit --stage kernels --cpu x86-64-v3
# Carries are overwritten in place where each element needs itself alone, else through the workspace.
layer cell(x: [B, T, D]) {
  scan x over t
  carry h: [B, D] = 0, s: [B, D] = 1 {
    m[b] = sum(i) h[b, i]
    h[b, i] = x[b, t, i] + m[b]*s[b, D - 1 - i]
    s = s*0.5 + h
    yield y = s
  }
  return y, h
}
net a(x: [B, 5, 3]) -> y, h { y, h = cell(x) }
=== exit 0
kernel cell1.h over i < B*3    # <stdin>:5 cell1
  cell1.h[i/3, i % 3] = 0
  loops i; vector i x 8 x 1
  cost  0 flops, 12 bytes, 4 cycles
kernel cell1.s over i < B*3    # <stdin>:5 cell1
  cell1.s[i/3, i % 3] = 1
  loops i; vector i x 8 x 1
  cost  0 flops, 12 bytes, 4 cycles
for cell1.t < 5
kernel cell1.m over b < B, sum i < 3    # <stdin>:6 cell1
  cell1.m = cell1.h[b, i]
  cell1.m[b] = cell1.m[b]
  loops b, i; vector i x 8 x 1
  cost  3 flops, 16 bytes, 14.05 cycles
kernel cell1.h_2+cell1.s_2 over b < B, i < 3    # <stdin>:7 cell1
  cell1.s_2[b, index(cell1.t), i] = 0.5*cell1.s[b, i] + (x[b, cell1.t, i] + cell1.m[b]*cell1.s[b, 2 - i])
  cell1.h[b, i] = x[b, cell1.t, i] + cell1.m[b]*cell1.s[b, 2 - i]  # in place
  cell1.s[b, i] = 0.5*cell1.s[b, i] + (x[b, cell1.t, i] + cell1.m[b]*cell1.s[b, 2 - i])
  loops b, i; vector i x 8 x 1
  cost  12 flops, 64 bytes, 16.45 cycles
kernel cell1.s over i < B*3    # <stdin>:7 cell1
  cell1.s[i/3, i % 3] = cell1.s_4[i/3, i % 3]  # in place
  loops i; vector i x 8 x 1
  cost  0 flops, 24 bytes, 4.55 cycles
end cell1.t
kernel y over i < B*15    # <stdin>:9 cell1
  y[i/15, i % 15/3, i % 3] = cell1.y[i/15, i % 15/3, i % 3]
  loops i; vector i x 8 x 1
  cost  0 flops, 120 bytes, 9.1 cycles
kernel h over i < B*3    # <stdin>:5 cell1
  h[i/3, i % 3] = cell1.h_3[i/3, i % 3]
  loops i; vector i x 8 x 1
  cost  0 flops, 24 bytes, 4.55 cycles

tensor x: f32, strides [15, 3, 1], 15 elements, input at 0
tensor cell1.h: f32, strides [3, 1], 3 elements, workspace at 0
tensor cell1.s: f32, strides [3, 1], 3 elements, workspace at 128
tensor cell1.t: i32, strides [], 1 elements, step at 0
tensor cell1.m: f32, strides [1], 1 elements, workspace at 256
tensor cell1.s_2: f32, strides [15, 3, 1], 15 elements, workspace at 384
tensor cell1.h: f32, strides [3, 1], 3 elements, workspace at 0
tensor cell1.s: f32, strides [3, 1], 3 elements, workspace at 128
tensor y: f32, strides [15, 3, 1], 15 elements, output 0
tensor h: f32, strides [3, 1], 3 elements, output 1
tensor cell1.s: f32, strides [3, 1], 3 elements, workspace at 512

workspace 640 bytes, 640 alive at once
