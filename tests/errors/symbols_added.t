# netc emit --stage opt --bind N=4 --bind M=5
net a(x: [N, 4], y: [M, 4]) -> z {
  z = concat2(x, y, axis: 0)
}
=== exit 1
<stdin>:3:7: error: a size of concat2 is not supported yet [E0490]
  3 |   z = concat2(x, y, axis: 0)
    |       ^~~~~~~~~~~~~~~~~~~~~~
help: sizes of inputs and results, and numbers of steps, are to be of one symbol each: B, 2*B + 1, (H - 1)/2
