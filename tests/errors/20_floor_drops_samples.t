# netc check -
# What a stride leaves over at the edge is noted; padding, or the gaps of a step, is not.
op every_other(x: [B, N]) -> y: [B, (N + 1)/2]
  y[b, i] = x[b, 2*i]

op pairs(x: [B, N]) -> y: [B, N/2]
  y[b, i] = x[b, 2*i] + x[b, 2*i + 1]

net a(image: [B, 1, 12, 15], series: [B, 6], odd: [B, 7]) -> y, z, u {
  y = image
    |> conv(2, 3, stride: 2, pad: 1)
    |> conv(2, 1, stride: 2)
    |> maxpool(2)
  z = every_other(series)
  u = pairs(odd)
}
=== exit 0
every_other: 120 derivatives at 3 shapes
pairs: 120 derivatives at 3 shapes
<stdin>:13:8: note: maxpool2d reads all of x: [B, 2, 3, 4] but the last 1 along H: (H + 2*pad - size)/stride + 1 rounds down [W0102]
  13 |     |> maxpool(2)
     |        ^~~~~~~~~~
<stdin>:15:7: note: pairs reads all of x: [B, 7] but the last 1 along N: N/2 rounds down [W0102]
  15 |   u = pairs(odd)
     |       ^~~~~~~~~~
