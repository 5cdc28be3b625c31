# netc fix -
# One error hides the next, so rounds go on until nothing is left.
net a(x: [B, 4], c = true) -> y {
  y = x |> dense(units = 3)   # what stands here stays
  if c && c == true { y = 2*y }
  if c = true||!c { y = y }
}
fn с2(x) = x
=== exit 0
# netc fix -
# One error hides the next, so rounds go on until nothing is left.
net a(x: [B, 4], c = true) -> y {
  y = x |> dense(units: 3)   # what stands here stays
  if c and c == true { y = 2*y }
  if c == true or  not c { y = y }
}
fn c2(x) = x
<stdin>: 6 mended
