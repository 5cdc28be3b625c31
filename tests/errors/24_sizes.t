# netc check -
# A size of 0, a negative one, one over 2^31 - 1.
net a(x: [B, 0], w: [B, -1], y: [3000000000], z: [B, 1000000*1000000*1000000*1000000]) -> u { u = x }
=== exit 1
<stdin>:3:14: error: the extent 0 is below 1 [E0304]
  3 | net a(x: [B, 0], w: [B, -1], y: [3000000000], z: [B, 1000000*1000000*1000000*1000000]) -> u { u = x }
    |              ^
<stdin>:3:25: error: the extent -1 is below 1 [E0304]
  3 | net a(x: [B, 0], w: [B, -1], y: [3000000000], z: [B, 1000000*1000000*1000000*1000000]) -> u { u = x }
    |                         ^~
<stdin>:3:34: error: a dimension is at most 2^31 - 1, this is 3000000000 [E0505]
  3 | net a(x: [B, 0], w: [B, -1], y: [3000000000], z: [B, 1000000*1000000*1000000*1000000]) -> u { u = x }
    |                                  ^~~~~~~~~~
<stdin>:3:54: error: this leaves the range of 64-bit integers [E0314]
  3 | net a(x: [B, 0], w: [B, -1], y: [3000000000], z: [B, 1000000*1000000*1000000*1000000]) -> u { u = x }
    |                                                      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
