# netc emit --stage graph
# A read of a reduction that could leave its tensor is a condition; only others are written.
graph f(x: f32[8], n: i32) -> a, b, c, d {
  a: f32[8]; a[i] = sum(r < 3 if i + r >= 1 and i + r - 1 < 8) x[i + r - 1]
  b: f32[8]; b[i] = sum(r < 3 if i + r >= 2) x[i + r - 1]
  c: f32[8]; c[i] = sum(r < 3) (if i >= 1 then x[i - 1] else 0)*x[r]
  d: f32[4]; d[i] = sum(r < 3) (if r < n then x[i*2 + r - 1] else 1)
}
=== exit 0
graph f
  parameter: x
    type: f32[8]
  parameter: n
    type: i32
  result a
  result b
  result c
  result d
  formula a
    type: f32[8]
    index: name i
    value: reduction sum
      range below r
        bound: number 3
      if: binary and
        binary >=
          binary +
            name i
            name r
          number 1
        binary <
          binary -
            binary +
              name i
              name r
            number 1
          number 8
      body: indexed
        of: name x
        index: binary -
          binary +
            name i
            name r
          number 1
  formula b
    type: f32[8]
    index: name i
    value: reduction sum
      range below r
        bound: number 3
      if: binary >=
        binary +
          name i
          name r
        number 2
      body: indexed
        of: name x
        index: binary -
          binary +
            name i
            name r
          number 1
  formula c
    type: f32[8]
    index: name i
    value: reduction sum
      range below r
        bound: number 3
      body: binary *
        if
          condition: binary >=
            name i
            number 1
          then: indexed
            of: name x
            index: binary -
              name i
              number 1
          else: number 0
        indexed
          of: name x
          index: name r
  formula d
    type: f32[4]
    index: name i
    value: reduction sum
      range below r
        bound: number 3
      body: if
        condition: binary <
          name r
          name n
        then: indexed
          of: name x
          index: binary -
            binary +
              binary *
                name i
                number 2
              name r
            number 1
        else: number 1
