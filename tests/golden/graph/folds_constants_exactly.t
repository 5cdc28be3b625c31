# netc emit --stage graph
# What is exact and hides no NaN: 0*x stays.
graph f(x: f32[4], n: i32[4]) -> a, b, c, d {
  a: f32[4]; a[i] = 0*x[i] + 1*x[i] + x[i]*0 - 0 + x[i]/1 - -x[i]
  b: f32[4]; b[i] = exp(0) + x[i]^1 + x[i]^0 + maximum(2, 3)*x[i] + sqrt(4)*(0.1 + 0.2)
  c: f32[4]; c[i] = if true then -(-x[i]) else x[i]/0
  d: i32[4]; d[i] = n[i]*0 + 2147483647 + 1 + i32(2.9) + i32(-3e9)
}
=== exit 0
graph f
  parameter: x
    type: f32[4]
  parameter: n
    type: i32[4]
  result a
  result b
  result c
  result d
  formula a
    type: f32[4]
    index: name i
    value: binary -
      binary +
        binary -
          binary +
            binary +
              binary *
                number 0
                indexed
                  of: name x
                  index: name i
              binary *
                number 1
                indexed
                  of: name x
                  index: name i
            binary *
              indexed
                of: name x
                index: name i
              number 0
          number 0
        binary /
          indexed
            of: name x
            index: name i
          number 1
      unary -
        indexed
          of: name x
          index: name i
  formula b
    type: f32[4]
    index: name i
    value: binary +
      binary +
        binary +
          binary +
            call
              callee: name exp
              argument: number 0
            binary ^
              indexed
                of: name x
                index: name i
              number 1
          binary ^
            indexed
              of: name x
              index: name i
            number 0
        binary *
          call
            callee: name maximum
            argument: number 2
            argument: number 3
          indexed
            of: name x
            index: name i
      binary *
        call
          callee: name sqrt
          argument: number 4
        binary +
          number 0.1
          number 0.2
  formula c
    type: f32[4]
    index: name i
    value: if
      condition: boolean true
      then: unary -
        unary -
          indexed
            of: name x
            index: name i
      else: binary /
        indexed
          of: name x
          index: name i
        number 0
  formula d
    type: i32[4]
    index: name i
    value: binary +
      binary +
        binary +
          binary +
            binary *
              indexed
                of: name n
                index: name i
              number 0
            number 2147483647
          number 1
        convert i32
          number 2.9
      convert i32
        unary -
          number 3e9
