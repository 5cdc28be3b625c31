# netc emit --stage graph --bind M=4
net a(x: [N, M], at: i32[N] in N*M) -> y {
  y = x
}
=== exit 1
<stdin>:2:32: error: what an input promises is checked on entry: a number, or a multiple of one symbol and a number [E0401]
  2 | net a(x: [N, M], at: i32[N] in N*M) -> y {
    |                                ^~~
