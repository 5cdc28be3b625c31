# netc emit --stage graph
# Every form of node, read and printed.
graph f(x: f32[B, 4, 8], label: i32[B] in 10, n: i32[B] in 5 = 4) -> y, metric {
  capacity = (B: 64)
  param conv1.weight: f32[6, 2, 3]; freeze conv1.weight
  state run.mean: f32[6]
  slot conv1.weight.m: f32[6, 2, 3]
  scalar lr: f64
  constant mean: f32[3] = [1, -2.5, 1e-5]
  constant big: f32[10, 8]
  y: f32[B, 6, 4]; y[b, (g < 2, o), i] = sum(c < 2, r) x[b, g*2 + c, i*2 + r - 1]*conv1.weight[g*3 + o, c, r]
  f: f32[B, 24]; f[b, (c, i)] = tanh(y[b, c, i]) + (if b < 3 and c != 2 then 1 else -0.5)^2
  q: f32[B, 8, 4]; q[b, p, j] = x[b, p % 4, p/4 + j]
  h: f32[B, 4]; h[b, c] = max(i < 8 if i < n[b] else -1) x[b, c, i] 
  a: i32[B]; a[b] = argmax(i) f[b, i]
  e: f32[B]; e[b] = big[label[b], 3] + (x[b, 0, a[b] - 2] ?? 0)
  e2: f32[B]; e2[b] = x[b, 0, maximum(0, minimum(7, index(a[b]) - 2))] + f32(label[b] + 1) + f32(b*2 - 1)
  dx: f32[B, 4, 8]; dx[b, c, p] = sum(g < 2, o < 3, i, r if g*2 + 1 == c and i*2 + r - 1 == p) y[b, g*3 + o, i]*conv1.weight[g*3 + o, 0, r]
  draw r: f32[4] ~ uniform(0, 1) key 7; r[i] = random(0)
  draw r0: f32 ~ uniform(0, 1) key (-7); r0 = random(1)*2 - 1
  scan over t < 8, name: s1, reverse: true, lengths: n, axes: [1]
  carry st: f32[B, 4] = h {
    z: f32[B, 4]; z[b, k] = st[b, k]*0.5 + x[b, k, t]
    st = z
    yield z
  }
  zs: f32[B, 8, 4] = project(s1, 0)
  zl: f32[B, 4] = project(s1, 1)
  acc: f32 = sum(b, k) zs[b, 2, k]*zl[b, k]
  w: f32[6, 2, 3]; w[i, j, k] = conv1.weight[i, j, k] - f32(lr)*0.1
  gr: f32[6, 2, 3] = gradient(acc, conv1.weight)
  metric = acc
  update conv1.weight = w
}
=== exit 0
graph f
  parameter: x
    type: f32[B, 4, 8]
  parameter: label
    type: i32[B]
    in: number 10
  parameter: n
    type: i32[B]
    in: number 5
    default: number 4
  result y
  result metric
  assign capacity
    value: record
      argument B: number 64
  param conv1.weight
    type: f32[6, 2, 3]
  freeze
    value: name conv1.weight
  state
    run.mean
      type: f32[6]
  slot
    conv1.weight.m
      type: f32[6, 2, 3]
  scalar
    lr
      type: f64
  constant
    mean
      type: f32[3]
      value: list
        number 1
        unary -
          number 2.5
        number 1e-5
  constant
    big
      type: f32[10, 8]
  formula y
    type: f32[B, 6, 4]
    index: name b
    index: tuple
      binary <
        name g
        number 2
      name o
    index: name i
    value: reduction sum
      range below c
        bound: number 2
      range r
      body: binary *
        indexed
          of: name x
          index: name b
          index: binary +
            binary *
              name g
              number 2
            name c
          index: binary -
            binary +
              binary *
                name i
                number 2
              name r
            number 1
        indexed
          of: name conv1.weight
          index: binary +
            binary *
              name g
              number 3
            name o
          index: name c
          index: name r
  formula f
    type: f32[B, 24]
    index: name b
    index: tuple
      name c
      name i
    value: binary +
      call
        callee: name tanh
        argument: indexed
          of: name y
          index: name b
          index: name c
          index: name i
      binary ^
        if
          condition: binary and
            binary <
              name b
              number 3
            binary !=
              name c
              number 2
          then: number 1
          else: unary -
            number 0.5
        number 2
  formula q
    type: f32[B, 8, 4]
    index: name b
    index: name p
    index: name j
    value: indexed
      of: name x
      index: name b
      index: binary %
        name p
        number 4
      index: binary +
        binary /
          name p
          number 4
        name j
  formula h
    type: f32[B, 4]
    index: name b
    index: name c
    value: reduction max
      range below i
        bound: number 8
      if: binary <
        name i
        indexed
          of: name n
          index: name b
      else: unary -
        number 1
      body: indexed
        of: name x
        index: name b
        index: name c
        index: name i
  formula a
    type: i32[B]
    index: name b
    value: reduction argmax
      range i
      body: indexed
        of: name f
        index: name b
        index: name i
  formula e
    type: f32[B]
    index: name b
    value: binary +
      indexed
        of: name big
        index: indexed
          of: name label
          index: name b
        index: number 3
      otherwise
        read: indexed
          of: name x
          index: name b
          index: number 0
          index: binary -
            indexed
              of: name a
              index: name b
            number 2
        outside: number 0
  formula e2
    type: f32[B]
    index: name b
    value: binary +
      binary +
        indexed
          of: name x
          index: name b
          index: number 0
          index: call
            callee: name maximum
            argument: number 0
            argument: call
              callee: name minimum
              argument: number 7
              argument: binary -
                call
                  callee: name index
                  argument: indexed
                    of: name a
                    index: name b
                number 2
        convert f32
          binary +
            indexed
              of: name label
              index: name b
            number 1
      convert f32
        binary -
          binary *
            name b
            number 2
          number 1
  formula dx
    type: f32[B, 4, 8]
    index: name b
    index: name c
    index: name p
    value: reduction sum
      range below g
        bound: number 2
      range below o
        bound: number 3
      range i
      range r
      if: binary and
        binary ==
          binary +
            binary *
              name g
              number 2
            number 1
          name c
        binary ==
          binary -
            binary +
              binary *
                name i
                number 2
              name r
            number 1
          name p
      body: binary *
        indexed
          of: name y
          index: name b
          index: binary +
            binary *
              name g
              number 3
            name o
          index: name i
        indexed
          of: name conv1.weight
          index: binary +
            binary *
              name g
              number 3
            name o
          index: number 0
          index: name r
  draw r
    type: f32[4]
    from: call
      callee: name uniform
      argument: number 0
      argument: number 1
    key: number 7
  formula r
    index: name i
    value: call
      callee: name random
      argument: number 0
  draw r0
    type: f32
    from: call
      callee: name uniform
      argument: number 0
      argument: number 1
    key: unary -
      number 7
  assign r0
    value: binary -
      binary *
        call
          callee: name random
          argument: number 1
        number 2
      number 1
  scan  over t
    extent: number 8
    argument name: name s1
    argument reverse: boolean true
    argument lengths: name n
    argument axes: list
      number 1
    carry: st
      type: f32[B, 4]
      value: name h
    formula z
      type: f32[B, 4]
      index: name b
      index: name k
      value: binary +
        binary *
          indexed
            of: name st
            index: name b
            index: name k
          number 0.5
        indexed
          of: name x
          index: name b
          index: name k
          index: name t
    assign st
      value: name z
    yield
      value: name z
  formula zs
    type: f32[B, 8, 4]
    value: call
      callee: name project
      argument: name s1
      argument: number 0
  formula zl
    type: f32[B, 4]
    value: call
      callee: name project
      argument: name s1
      argument: number 1
  formula acc
    type: f32
    value: reduction sum
      range b
      range k
      body: binary *
        indexed
          of: name zs
          index: name b
          index: number 2
          index: name k
        indexed
          of: name zl
          index: name b
          index: name k
  formula w
    type: f32[6, 2, 3]
    index: name i
    index: name j
    index: name k
    value: binary -
      indexed
        of: name conv1.weight
        index: name i
        index: name j
        index: name k
      binary *
        convert f32
          name lr
        number 0.1
  formula gr
    type: f32[6, 2, 3]
    value: call
      callee: name gradient
      argument: name acc
      argument: name conv1.weight
  assign metric
    value: name acc
  update conv1.weight
    value: name w
