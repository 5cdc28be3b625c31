# netc build --with saliency
net g(x: i32[B] in 5) -> y { y = x |> embedding(5, 3) }
=== exit 1
<stdin>:2:5: error: --with saliency: the first input of the net is not u8 or f32 [E0408]
  2 | net g(x: i32[B] in 5) -> y { y = x |> embedding(5, 3) }
    |     ^
help: the gradient by whole numbers such as tokens does not exist
