# netc emit --stage graph
kernel k(y: f32 out) {
  y[0] = 1
}
=== exit 1
<stdin>:1:1: error: <stdin> is text of loops: it has no stage graph [E0601]
  1 | # netc emit --stage graph
    | ^
