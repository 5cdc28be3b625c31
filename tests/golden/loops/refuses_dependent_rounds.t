# netc verify
# A register of all rounds would make their order matter.
kernel k(y: f32 inout) {
  let sum: f32 = 0
  parallel i in 0..4 {
    sum = sum + y[i]
  }
  y[0] = sum
}
=== exit 1
<stdin>:6:5: error: kernel k: register sum changes in a parallel loop and is declared outside [E0601]
  6 |     sum = sum + y[i]
    |     ^~~
