# netc verify
# A prefetch names one element; the line that holds it may lie outside of the buffer.
kernel k(x: f32 in, y: f32 out, N) {
  for i in 0..N {
    prefetch x[16*i + 1000]
    prefetch x[16*i : 16]
    y[i] = x[i]
  }
}
=== exit 1
<stdin>:6:5: error: kernel k: a prefetch of what is no element of a buffer [E0601]
  6 |     prefetch x[16*i : 16]
    |     ^~~~~~~~~~~~~~~~~~~~~
