# netc emit --stage graph
net a(image: u8[B, 3, 32, 32]) -> y { y = image |> scale(1/255) |> flatten |> dense(3) }
train a(label: i32[B] in 3) {
  loss = cross_entropy(y, label)
  augment = crop(24)
  optimizer = sgd
}
=== exit 1
<stdin>:5:13: error: augmentation keeps the shape: image is [B, 3, 32, 32], this gives a tensor f32[B, 3, 24, 24] [E0301]
  5 |   augment = crop(24)
    |             ^~~~~~~~
