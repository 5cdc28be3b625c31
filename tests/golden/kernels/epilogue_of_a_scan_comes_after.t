# netc emit --stage kernels --cpu x86-64-v3 --bind B=4
# The map reads what the scan makes of its other operand: it cannot ride on the kernel before the scan.
net f(x: f32[B, 5, 8]) -> z {
  param w: [6, 8] ~ constant(0.25)
  h[b, t, d] = max(i) x[b, t, i]*w[d, i]
  r = scan_sum(h)
  z = tanh(h + r)
}

layer scan_sum(x: [B, T, D]) {
  scan x over t
  carry s: [B, D] = 0 {
    s = s + x[t]
    yield y = s
  }
  return y
}
=== exit 0
prepared kernel w.copy over i < 6, j < 8    # <stdin>:4 
  w.copy[i, j] = w[i, j]
  loops i, j; vector i x 8 x 1
  cost  0 flops, 384 bytes, 102.4 cycles
kernel h over b < B*5, d < 6, max i < 8    # <stdin>:5 
  h = x[b/5, b % 5, i]*w.copy[d, i]
  h[b/5, b % 5, d] = h[b/5, b % 5, d]
  loops b, d, i; vector d x 8 x 1; tile b x 10
  cost  1920 flops, 1312 bytes, 122.8 cycles
kernel scan_sum1.s over i < B*6    # <stdin>:12 scan_sum1
  scan_sum1.s[i/6, i % 6] = 0
  loops i; vector i x 8 x 3
  cost  0 flops, 96 bytes, 6 cycles
for scan_sum1.t < 5
kernel scan_sum1.s_2 over i < B, j < 6    # <stdin>:13 scan_sum1
  scan_sum1.s_2[i, index(scan_sum1.t), j] = scan_sum1.s[i, j] + h[i, scan_sum1.t, j]
  scan_sum1.s[i, j] = scan_sum1.s[i, j] + h[i, scan_sum1.t, j]  # in place
  loops i, j; vector j x 8 x 1
  cost  24 flops, 384 bytes, 24.4 cycles
end scan_sum1.t
kernel z over i < B*30    # <stdin>:7 
  z[i/30, i % 30/6, i % 6] = tanh(h[i/30, i % 30/6, i % 6] + scan_sum1.y[i/30, i % 30/6, i % 6])
  loops i; vector i x 8 x 4
  cost  2520 flops, 1440 bytes, 185.2 cycles

tensor x: f32, strides [40, 8, 1], 160 elements, input at 0
tensor w: f32, strides [8, 1], 48 elements, variable at 0
tensor scan_sum1.s: f32, strides [6, 1], 24 elements, workspace at 1152
tensor scan_sum1.t: i32, strides [], 1 elements, step at 0
tensor h: f32, strides [30, 6, 1], 120 elements, workspace at 0
tensor scan_sum1.s_2: f32, strides [30, 6, 1], 120 elements, workspace at 576
tensor scan_sum1.s: f32, strides [6, 1], 24 elements, workspace at 1152
tensor z: f32, strides [30, 6, 1], 120 elements, output 0
tensor w.copy: f32, strides [1, 6], 48 elements, prepared at 0

workspace 1344 bytes, 1344 alive at once
