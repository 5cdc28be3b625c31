# netc emit --stage loops
# Constants of an address end on its right, factors stand on the left; what is exact is computed.
kernel k(x: f32 in, y: f32 out, N) {
  for i in 0..N {
    y[(i + 0)*784 + (2 + i) + 1] = x[4*(3*(i + 2) - 1)]*1
    y[quotient(8*i, 4) + (i - i)] = x[0*i + remainder(7, 4)] + 0
    y[i - 5 + 3 : 8] = gather(x, lanes(i : 8) + indexx8(4))
    y[i] = fma(2, 3, f32(0.1)) + f32(i32(-7) >> 1)
  }
}
=== exit 0
kernel k(x: f32 in, y: f32 out, N) {
  for i in 0..N {
    y[784*i + i + 3] = x[12*i + 20]
    y[2*i] = x[3] + 0
    y[i - 2 : 8] = gather(x, lanes(i + 4 : 8))
    y[i] = 2.1
  }
}
