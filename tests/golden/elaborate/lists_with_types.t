# netc emit --stage graph
# A list has a number of tensors of one type: bound by the first, or known.
op total(xs: list(2) [B, N]) -> y: [B, N]
  y[b, i] = xs[0][b, i] + xs[1][b, i]

op halves(x: [B, N]) -> ys: list(2) [B, N/2]
  a[b, i < N/2] = x[b, i]
  c[b, i < N/2] = x[b, i + N/2]
  ys = [a, c]

layer mean_of(xs: list(n) [..]) -> [..] {
  y = xs[0]
  for k in range(n - 1) { y = y + xs[k + 1] }
  return y*(1/n)
}

layer thirds(x: [.., N], n = 3) -> list(n) [.., N/n] {
  return split(x, n)
}

net a(x: [B, 6], w: [B, 9]) -> y {
  p, q = halves(x)
  y = total([p, q]) + mean_of([p, q, p] + thirds(w))
}
=== exit 0
graph predict_a(x: f32[B, 6], w: f32[B, 9]) -> y {
  capacity = (B: 1)
  halves.a: f32[B, 3]; halves.a[b, i] = x[b, i]
  halves.c: f32[B, 3]; halves.c[b, i] = x[b, i + 3]
  total: f32[B, 3]; total[b, i] = halves.a[b, i] + halves.c[b, i]
  thirds1.split1.slice: f32[B, 3]; thirds1.split1.slice[j, i] = w[j, i]
  thirds1.split1.slice_2: f32[B, 3]; thirds1.split1.slice_2[j, i] = w[j, i + 3]
  thirds1.split1.slice_3: f32[B, 3]; thirds1.split1.slice_3[j, i] = w[j, i + 6]
  mean_of1.y: f32[B, 3]; mean_of1.y[i, j] = halves.a[i, j] + halves.c[i, j]
  mean_of1.y_2: f32[B, 3]; mean_of1.y_2[i, j] = mean_of1.y[i, j] + halves.a[i, j]
  mean_of1.y_3: f32[B, 3]; mean_of1.y_3[i, j] = mean_of1.y_2[i, j] + thirds1.split1.slice[i, j]
  mean_of1.y_4: f32[B, 3]; mean_of1.y_4[i, j] = mean_of1.y_3[i, j] + thirds1.split1.slice_2[i, j]
  mean_of1.y_5: f32[B, 3]; mean_of1.y_5[i, j] = mean_of1.y_4[i, j] + thirds1.split1.slice_3[i, j]
  mean_of1.y_6: f32[B, 3]; mean_of1.y_6[i, j] = mean_of1.y_5[i, j]*0.16666667
  y: f32[B, 3]; y[i, j] = total[i, j] + mean_of1.y_6[i, j]
}
