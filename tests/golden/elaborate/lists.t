# netc emit --stage graph
net a(x: [B, 6]) -> y {
  p, q, r = split(x, 3)
  parts = reversed([p, q] + [r])
  y = parts[0] + parts[1]*len(parts)
}
=== exit 0
graph predict_a(x: f32[B, 6]) -> y {
  capacity = (B: 1)
  split1.slice: f32[B, 2]; split1.slice[j, i] = x[j, i]
  split1.slice_2: f32[B, 2]; split1.slice_2[j, i] = x[j, i + 2]
  split1.slice_3: f32[B, 2]; split1.slice_3[j, i] = x[j, i + 4]
  y: f32[B, 2]; y[i, j] = split1.slice_3[i, j] + split1.slice_2[i, j]*3
}
