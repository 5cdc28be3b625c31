# netc emit --stage graph
# The shortest digits that read back: of f32, of f64; infinity and NaN as quotients.
graph f(x: f32[2], m: bool[2]) -> a, b, c, d {
  a: f32[2]; a[i] = x[i]*0.1 + 16777217 + 1e-40 + 3.4e38
  scalar s: f64
  b: f64 = s*0.1 + 1/3
  c: f32[2]; c[i] = if x[i] < 1/0 and x[i] > -1/0 then 0/0 else 0.30000001192092896
  d: bool[2]; d[i] = m[i] == true or x[i] != x[i]
}
=== exit 0
graph f
  parameter: x
    type: f32[2]
  parameter: m
    type: bool[2]
  result a
  result b
  result c
  result d
  formula a
    type: f32[2]
    index: name i
    value: binary +
      binary +
        binary +
          binary *
            indexed
              of: name x
              index: name i
            number 0.1
          number 16777217
        number 1e-40
      number 3.4e38
  scalar
    s
      type: f64
  formula b
    type: f64
    value: binary +
      binary *
        name s
        number 0.1
      binary /
        number 1
        number 3
  formula c
    type: f32[2]
    index: name i
    value: if
      condition: binary and
        binary <
          indexed
            of: name x
            index: name i
          binary /
            number 1
            number 0
        binary >
          indexed
            of: name x
            index: name i
          binary /
            unary -
              number 1
            number 0
      then: binary /
        number 0
        number 0
      else: number 0.30000001192092896
  formula d
    type: bool[2]
    index: name i
    value: binary or
      binary ==
        indexed
          of: name m
          index: name i
        boolean true
      binary !=
        indexed
          of: name x
          index: name i
        indexed
          of: name x
          index: name i
