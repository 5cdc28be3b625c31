# netc fmt
net f(x:[B])->y{
y = x |> a(1)   |> b
 |> longer(2) |> c   |> d
   |> e
z = x
|> a |> b
w = x |> a |>b |>c
y = z
}
=== exit 0
# netc fmt
net f(x: [B]) -> y {
  y = x |> a(1)      |> b
        |> longer(2) |> c |> d
        |> e
  z = x
    |> a |> b
  w = x |> a |> b |> c
  y = z
}
