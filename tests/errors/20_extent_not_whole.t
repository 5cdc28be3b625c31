# netc summary -
# Extents in types are rounded down: the last row and column of x that fill no window are dropped.
net a(x: [B, 1, 8, 8]) -> y { y = x |> maxpool(3, stride: 2) |> conv(2, 2, stride: 2) |> flatten |> dense(3) }
=== exit 0
layer                    output                     parameters      multiply-adds
maxpool1                 [B, 1, 3, 3]                        0                  0
conv1                    [B, 2, 1, 1]                       10                  8
flatten1                 [B, 2]                              0                  0
dense1                   [B, 3]                              9                  6
total                                                       19                 14

14 multiplications and 9 additions: 23 operations
weights 204 bytes, made of them for predictions 128 bytes, optimiser state 0 bytes
workspace of predict_B1: 256 bytes
memory to train and to predict in: 16,384 bytes
<stdin>:3:40: note: maxpool2d reads all of x: [B, 1, 8, 8] but the last 1 along H: (H + 2*pad - size)/stride + 1 rounds down [W0102]
  3 | net a(x: [B, 1, 8, 8]) -> y { y = x |> maxpool(3, stride: 2) |> conv(2, 2, stride: 2) |> flatten |> dense(3) }
    |                                        ^~~~~~~~~~~~~~~~~~~~~
<stdin>:3:65: note: conv2d reads all of x: [B, 1, 3, 3] but the last 1 along H: (H + 2*pad - dilation*(R - 1) - 1)/stride + 1 rounds down [W0102]
  3 | net a(x: [B, 1, 8, 8]) -> y { y = x |> maxpool(3, stride: 2) |> conv(2, 2, stride: 2) |> flatten |> dense(3) }
    |                                                                 ^~~~~~~~~~~~~~~~~~~~~
