# netc fmt
layer f(x) {
  relu(x)
  x |> relu
  return x
}
=== exit 1
<stdin>:3:7: error: a call is no statement [E0101]
  3 |   relu(x)
    |       ^
help: give its value a name: y = relu( ..
<stdin>:4:5: error: an expression is no statement [E0101]
  4 |   x |> relu
    |     ^~
help: give its value a name: y = x |> ..
