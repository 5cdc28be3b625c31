# netc emit --stage ast
# `as` names a call.
net f(x: [B]) -> y {
  y = x |> conv(6) as c1 |> relu |> block(64) as layer1
}
=== exit 0
net f
  parameter: x
    type: [B]
  result y
  assign y
    value: pipe as layer1
      value: pipe
        value: pipe as c1
          value: name x
          stage: call
            callee: name conv
            argument: number 6
        stage: name relu
      stage: call
        callee: name block
        argument: number 64
