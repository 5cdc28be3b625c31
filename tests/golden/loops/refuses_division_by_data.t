# netc verify
# An integer is divided only by what is surely positive.
kernel k(x: i32 in, y: i32 out) {
  y[0] = quotient(x[0], x[1])
}
=== exit 1
<stdin>:4:3: error: kernel k: quotient by what is neither a positive constant nor made of sizes [E0601]
  4 |   y[0] = quotient(x[0], x[1])
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~
