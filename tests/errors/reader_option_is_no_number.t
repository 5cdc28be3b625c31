# netc check -
# An option of a reader is a number, which may be computed, or a word of its own.
net a(image: u8[B, 3, 8, 8], classes = 2) -> y { y = image |> flatten |> dense(classes) }
train a(label: i32[B] in classes) {
  data      = pictures("folder", resize: [2*8])
  valid     = text("file", symbols: utf8, held: 1/10)
  loss      = cross_entropy(y, label)
  optimizer = sgd
}
=== exit 1
<stdin>:5:42: error: `resize` is a number, this is the list [16] [E0401]
  5 |   data      = pictures("folder", resize: [2*8])
    |                                          ^~~~~
