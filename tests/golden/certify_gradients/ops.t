# netc check
# Derived gradients of a user's own ops, ties of maxima included; an op without a gradient is no mistake.
op window(x: [B, N], k: [3]) -> y: [B, (N + 1)/2]
  y[b, i] = sum(r) x[b, 2*i + r - 1]*k[r]

op steepest(x: [B, N]) -> y: [B]
  y[b] = max(i) x[b, i]*x[b, i]

op portion(x: [B, N]) -> y: []
  y = mean(b, i) (if x[b, i] > 0 then 1 else 0)
=== exit 0
window: 138 derivatives at 3 shapes
steepest: 120 derivatives at 3 shapes
portion: no gradient
