# netc emit --stage graph
# What keeps a computed index inside: `in n`, a clamp, a choice, what argmax can be, the steps of a scan.
graph f(x: f32[B, 10], label: i32[B] in 10, any: i32[B], n: i32[B] in T + 1, s: f32[B, T]) -> e {
  a: f32[B]; a[b] = x[b, label[b]]
  b: f32[B]; b[i] = x[i, maximum(0, minimum(any[i], 9))]
  c: f32[B]; c[i] = if index(any[i]) >= 1 and any[i] <= 10 then x[i, any[i] - 1] else 0
  p: i32[B]; p[i] = argmax(j) x[i, j]
  d: f32[B]; d[i] = x[i, p[i]] + x[i, 9 - p[i]] + (x[i, any[i]] ?? -1)
  e: f32[B]; e[i] = sum(t if t < n[i]) s[i, t]*s[i, n[i] - 1 - t]
}
=== exit 0
graph f
  parameter: x
    type: f32[B, 10]
  parameter: label
    type: i32[B]
    in: number 10
  parameter: any
    type: i32[B]
  parameter: n
    type: i32[B]
    in: binary +
      dimension T
      number 1
  parameter: s
    type: f32[B, T]
  result e
  formula a
    type: f32[B]
    index: name b
    value: indexed
      of: name x
      index: name b
      index: indexed
        of: name label
        index: name b
  formula b
    type: f32[B]
    index: name i
    value: indexed
      of: name x
      index: name i
      index: call
        callee: name maximum
        argument: number 0
        argument: call
          callee: name minimum
          argument: indexed
            of: name any
            index: name i
          argument: number 9
  formula c
    type: f32[B]
    index: name i
    value: if
      condition: binary and
        binary >=
          call
            callee: name index
            argument: indexed
              of: name any
              index: name i
          number 1
        binary <=
          indexed
            of: name any
            index: name i
          number 10
      then: indexed
        of: name x
        index: name i
        index: binary -
          indexed
            of: name any
            index: name i
          number 1
      else: number 0
  formula p
    type: i32[B]
    index: name i
    value: reduction argmax
      range j
      body: indexed
        of: name x
        index: name i
        index: name j
  formula d
    type: f32[B]
    index: name i
    value: binary +
      binary +
        indexed
          of: name x
          index: name i
          index: indexed
            of: name p
            index: name i
        indexed
          of: name x
          index: name i
          index: binary -
            number 9
            indexed
              of: name p
              index: name i
      otherwise
        read: indexed
          of: name x
          index: name i
          index: indexed
            of: name any
            index: name i
        outside: unary -
          number 1
  formula e
    type: f32[B]
    index: name i
    value: reduction sum
      range t
      if: binary <
        name t
        indexed
          of: name n
          index: name i
      body: binary *
        indexed
          of: name s
          index: name i
          index: name t
        indexed
          of: name s
          index: name i
          index: binary -
            binary -
              indexed
                of: name n
                index: name i
              number 1
            name t
