# netc emit --stage segment_scans --train
# A part has what the steps of a segment read: of x one row, as a step of the outer scan reads no
# other. A read at the step of a value of the same step is kept inside.
layer outer(x: [B, S, T, 3]) {
  param u: [3, 3] ~ normal(0, 0.5)
  scan x over s, every: 2
  carry a: [B, 3] = 0 {
    squares[b, r < S, d] = x[b, r, 0, d]^2
    at[b, d] = squares[b, s, d]
    a = inner(x[s], a + at, u)
    yield y = a
  }
  return y
}
layer inner(row: [B, T, D], a: [B, D], u: [D, D]) {
  scan row over t, every: 2
  carry h: [B, D] = a { h = tanh(row[t] + linear(h, u)) }
  return h
}
net a(x: [B, 5, 3, 3]) -> y { y = outer(x) }
train a() {
  loss = mse(y, y*2)
  optimizer = sgd(lr: 1)
  batch = 4
}
=== exit 0
graph train_a(x: f32[B, 5, 3, 3]) -> loss {
  capacity = (B: 4)
  param outer1.u: f32[3, 3]
  outer1.a.start: f32[B, 3]; outer1.a.start[i, j] = 0
  scan over outer1.s_segment < 3, name: outer1.scan, recompute: true, axes: [0]
  carry outer1.a.start_2: f32[B, 3] = outer1.a.start {
    outer1.scan.lengths: i32 = maximum(minimum(5 - i32(index(outer1.s_segment)*2), 2), 0)
    scan over outer1.s < 2, name: outer1.scan.steps, lengths: outer1.scan.lengths, axes: [1]
    carry outer1.a: f32[B, 3] = outer1.a.start_2 {
      outer1.squares: f32[B, 5, 3]; outer1.squares[b, r, d] = x[b, r, 0, d]^2
      outer1.at: f32[B, 3]; outer1.at[b, d] = outer1.squares[b, outer1.s + outer1.s_segment*2, d] ?? 0
      outer1.a_2: f32[B, 3]; outer1.a_2[i, j] = outer1.a[i, j] + outer1.at[i, j]
      scan over outer1.inner1.t_segment < 2, name: outer1.inner1.scan, recompute: true
      carry outer1.inner1.h.start: f32[B, 3] = outer1.a_2 {
        outer1.inner1.scan.lengths: i32 = maximum(minimum(3 - i32(index(outer1.inner1.t_segment)*2), 2), 0)
        x.part: f32[2, B, 3]; x.part[i, j, k] = x[j, outer1.s + outer1.s_segment*2, i + outer1.inner1.t_segment*2, k] ?? 0
        scan over outer1.inner1.t < 2, name: outer1.inner1.scan.steps, lengths: outer1.inner1.scan.lengths
        carry outer1.inner1.h: f32[B, 3] = outer1.inner1.h.start {
          outer1.inner1.linear: f32[B, 3]; outer1.inner1.linear[j, o] = sum(i) outer1.inner1.h[j, i]*outer1.u[o, i]
          outer1.inner1.h_2: f32[B, 3]; outer1.inner1.h_2[i, j] = tanh(x.part[outer1.inner1.t, i, j] + outer1.inner1.linear[i, j])
          outer1.inner1.h = outer1.inner1.h_2
        }
        outer1.inner1.h.end: f32[B, 3] = project(outer1.inner1.scan.steps, 0)
        outer1.inner1.h.start = outer1.inner1.h.end
      }
      outer1.inner1.h_3: f32[B, 3] = project(outer1.inner1.scan, 0)
      outer1.a = outer1.inner1.h_3
      yield outer1.inner1.h_3
    }
    outer1.inner1.h_3.stack: f32[B, 2, 3] = project(outer1.scan.steps, 0)
    outer1.a.end: f32[B, 3] = project(outer1.scan.steps, 1)
    outer1.a.start_2 = outer1.a.end
    yield outer1.inner1.h_3.stack
  }
  outer1.y.segments: f32[3, B, 2, 3] = project(outer1.scan, 0)
  outer1.y: f32[B, 5, 3]; outer1.y[i, j, k] = outer1.y.segments[j/2, i, j % 2, k]
  outer1.a_3: f32[B, 3] = project(outer1.scan, 1)
  target: f32[B, 5, 3]; target[i, j, k] = outer1.y[i, j, k]*2
  mse.sum: f32 = sum(i, j, k) (outer1.y[i, j, k] - target[i, j, k])^2
  mse: f32 = mse.sum/f32(B*15)
  grad.outer1.u: f32[3, 3] = gradient(mse, outer1.u)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar lr: f64
  outer1.u.w: f32[3, 3]; outer1.u.w[i, j] = outer1.u[i, j] - f32(lr)*grad.outer1.u[i, j]
  loss = mse
  update outer1.u = outer1.u.w
}
