# netc emit --stage opt --bind N=4 --bind M=5
net a(x: [N, 4], y: [M, 4]) -> z {
  z = concat2(x, y, axis: 0)
}
=== exit 1
<stdin>:3:7: error: concat2 is [M + N, 4]: a size of several symbols [E0318]
  3 |   z = concat2(x, y, axis: 0)
    |       ^~~~~~~~~~~~~~~~~~~~~~
help: what enters and leaves a net, and the steps of a scan, have one symbol in each dimension, as B, 2*B + 1 and (H - 1)/2 do; inside, sizes may have several
