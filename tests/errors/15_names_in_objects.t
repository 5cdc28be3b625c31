# netc build -o names -
# Words of C and names of its library are names here, in objects too.
fn int(x) = 2*x
fn register(x) = x + 1
fn main(x) = 3*x
fn __x(x) = x*x
op double(while: [.., N]) -> for_: [.., N]
  for_[.., n] = 2*while[.., n]
layer void(x: [.., I]) {
  param static: [I] ~ zeros
  param long: [I] ~ zeros
  y[.., i] = x[.., i]*static[i] + long[i]
  return y
}
net struct(auto: [B, 3], malloc: [B, 3]) -> return_ {
  printf = auto |> void |> int |> register
  exp = printf |> double |> main |> __x
  return_ = exp + malloc
}
=== file unused.net
exit 0
