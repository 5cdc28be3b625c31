# netc emit --stage graph
layer scale_samples(x: [B, N]) {
  param weight: [B, N] ~ ones
  return x*weight
}
net a(x: [B, 8]) -> y { y = scale_samples(x) }
=== exit 1
<stdin>:3:3: error: the parameter scale_samples1.weight is [B, 8]: its extents are constants, but B is known only when the net runs [E0306]
  3 |   param weight: [B, N] ~ ones
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:6:29: note: scale_samples1 is called here
  6 | net a(x: [B, 8]) -> y { y = scale_samples(x) }
    |                             ^~~~~~~~~~~~~~~~
