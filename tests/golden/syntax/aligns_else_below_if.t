# netc fmt
layer f(x) {
  y = if a then b
   else c |> d
          |> e
  z = if a
      then b
      else if c then d
      else e
  return y
}
=== exit 0
# netc fmt
layer f(x) {
  y = if a then b
    else c |> d
           |> e
  z = if a
      then b
      else if c then d
      else e
  return y
}
