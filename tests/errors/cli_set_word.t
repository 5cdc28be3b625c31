# netc build --set way=downn --set norm=nothing -o none -
layer f(x: [B, N], way in {up, down} = up) { return if way == up then x else -x }
net g(x: [B, 4], way in {up, down} = up, norm = layernorm) -> y { y = x |> f(way: way) |> norm }
=== exit 1
<stdin>:3:18: error: --set way: it is one of up, down [E0211]
  3 | net g(x: [B, 4], way in {up, down} = up, norm = layernorm) -> y { y = x |> f(way: way) |> norm }
    |                  ^~~
help: did you mean `down`?
<stdin>:3:42: error: nothing is named nothing here [E0201]
  3 | net g(x: [B, 4], way in {up, down} = up, norm = layernorm) -> y { y = x |> f(way: way) |> norm }
    |                                          ^~~~
