# netc emit --stage graph
# One form for equal indices: sums collected, whole multiples out of quotients.
graph f(x: f32[100], y: f32[B, T]) -> a, b, c, d, e {
  a: f32[5]; a[i] = x[(i + 1)*2 - i + 3*(2 - i) + 4*i - 1] + x[(6*i + 4)/2] + x[(6*i + 5) % 3]
  b: f32[5]; b[i] = x[((i + 7)/2)/3] + x[(i + 6) % 3] + x[(4*i + 2) % 6] + x[2*(i % 2) + i/2*2]
  c: f32[B, T]; c[b, t] = y[(b*T + t)/T, T - 1 - t] + y[b, (T + t - t)*2/2 - 1]
  d: f32[5]; d[i] = if 2*i + 1 <= 4 and 3 > i and not (i == 2) and 6 - 2*i != 0 then 1 else 0
  e: f32[5]; e[i] = if 2*i == 3 or i >= 0 and 2 < 1 then 1 else 2
}
=== exit 0
graph f
  parameter: x
    type: f32[100]
  parameter: y
    type: f32[B, T]
  result a
  result b
  result c
  result d
  result e
  formula a
    type: f32[5]
    index: name i
    value: binary +
      binary +
        indexed
          of: name x
          index: binary -
            binary +
              binary +
                binary -
                  binary *
                    binary +
                      name i
                      number 1
                    number 2
                  name i
                binary *
                  number 3
                  binary -
                    number 2
                    name i
              binary *
                number 4
                name i
            number 1
        indexed
          of: name x
          index: binary /
            binary +
              binary *
                number 6
                name i
              number 4
            number 2
      indexed
        of: name x
        index: binary %
          binary +
            binary *
              number 6
              name i
            number 5
          number 3
  formula b
    type: f32[5]
    index: name i
    value: binary +
      binary +
        binary +
          indexed
            of: name x
            index: binary /
              binary /
                binary +
                  name i
                  number 7
                number 2
              number 3
          indexed
            of: name x
            index: binary %
              binary +
                name i
                number 6
              number 3
        indexed
          of: name x
          index: binary %
            binary +
              binary *
                number 4
                name i
              number 2
            number 6
      indexed
        of: name x
        index: binary +
          binary *
            number 2
            binary %
              name i
              number 2
          binary *
            binary /
              name i
              number 2
            number 2
  formula c
    type: f32[B, T]
    index: name b
    index: name t
    value: binary +
      indexed
        of: name y
        index: binary /
          binary +
            binary *
              name b
              dimension T
            name t
          dimension T
        index: binary -
          binary -
            dimension T
            number 1
          name t
      indexed
        of: name y
        index: name b
        index: binary -
          binary /
            binary *
              binary -
                binary +
                  dimension T
                  name t
                name t
              number 2
            number 2
          number 1
  formula d
    type: f32[5]
    index: name i
    value: if
      condition: binary and
        binary and
          binary and
            binary <=
              binary +
                binary *
                  number 2
                  name i
                number 1
              number 4
            binary >
              number 3
              name i
          unary not
            binary ==
              name i
              number 2
        binary !=
          binary -
            number 6
            binary *
              number 2
              name i
          number 0
      then: number 1
      else: number 0
  formula e
    type: f32[5]
    index: name i
    value: if
      condition: binary or
        binary ==
          binary *
            number 2
            name i
          number 3
        binary and
          binary >=
            name i
            number 0
          binary <
            number 2
            number 1
      then: number 1
      else: number 2
