# netc emit --stage graph
# A range is written where no read gives it; of a group, one follows from the dimension.
graph f(x: f32[6, 4, B], k: f32[3, 2]) -> a, b, c, d, e {
  a: f32[6]; a[i] = sum(j < 4, t < B) x[i, j, t]
  b: f32[6]; b[i] = sum(j < 3) x[i, j + 1, 0]
  c: f32[24]; c[(i, j)] = x[i, j, 0]
  d: f32[6]; d[(i < 3, j < 2)] = k[i, j] + x[i*2 + j, 0, 0]
  e: f32[12]; e[(g < 3, r < 2, s < 2)] = k[g, r] + f32(s)
}
=== exit 0
graph f
  parameter: x
    type: f32[6, 4, B]
  parameter: k
    type: f32[3, 2]
  result a
  result b
  result c
  result d
  result e
  formula a
    type: f32[6]
    index: name i
    value: reduction sum
      range below j
        bound: number 4
      range below t
        bound: dimension B
      body: indexed
        of: name x
        index: name i
        index: name j
        index: name t
  formula b
    type: f32[6]
    index: name i
    value: reduction sum
      range below j
        bound: number 3
      body: indexed
        of: name x
        index: name i
        index: binary +
          name j
          number 1
        index: number 0
  formula c
    type: f32[24]
    index: tuple
      name i
      name j
    value: indexed
      of: name x
      index: name i
      index: name j
      index: number 0
  formula d
    type: f32[6]
    index: tuple
      binary <
        name i
        number 3
      binary <
        name j
        number 2
    value: binary +
      indexed
        of: name k
        index: name i
        index: name j
      indexed
        of: name x
        index: binary +
          binary *
            name i
            number 2
          name j
        index: number 0
        index: number 0
  formula e
    type: f32[12]
    index: tuple
      binary <
        name g
        number 3
      binary <
        name r
        number 2
      binary <
        name s
        number 2
    value: binary +
      indexed
        of: name k
        index: name g
        index: name r
      convert f32
        name s
