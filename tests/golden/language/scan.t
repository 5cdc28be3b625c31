# netc emit --stage ast
# Inputs, the index, options, carries.
layer f(x: [B, T, D], z: [B, T, D], n: i32[B], h0: [B, D]) {
  scan x, z over t, reverse: true, lengths: n, every: 4
  carry h: [B, D] = h0, c = 0 {
    h = h + x[t]*z[t]
    c = c + 1
    yield y = h
    yield a, b = h, c
    yield c
  }
  scan y over t { yield w = y[t] }
  return y
}
=== exit 0
layer f
  parameter: x
    type: [B, T, D]
  parameter: z
    type: [B, T, D]
  parameter: n
    type: i32[B]
  parameter: h0
    type: [B, D]
  scan x, z over t
    argument reverse: boolean true
    argument lengths: name n
    argument every: number 4
    carry: h
      type: [B, D]
      value: name h0
    carry: c
      value: number 0
    assign h
      value: binary +
        name h
        binary *
          indexed
            of: name x
            index: name t
          indexed
            of: name z
            index: name t
    assign c
      value: binary +
        name c
        number 1
    yield y
      value: name h
    yield a, b
      value: name h
      value: name c
    yield
      value: name c
  scan y over t
    yield w
      value: indexed
        of: name y
        index: name t
  return
    value: name y
