# netc check
# A size that nobody gives, and a word that the reader does not know.
net a(image: u8[B, 3, 8, 8], classes = 2) -> y { y = image |> flatten |> dense(classes) }
train a(label: i32[B] in classes) {
  data      = pictures("folder", resize: size)
  valid     = text("file", symbols: utf16)
  loss      = cross_entropy(y, label)
  optimizer = sgd
}
=== exit 1
<stdin>:5:42: error: nothing is named size here [E0201]
  5 |   data      = pictures("folder", resize: size)
    |                                          ^~~~
help: did you mean `silu`?
<stdin>:6:37: error: `symbols` is bytes or utf8, this is utf16 [E0201]
  6 |   valid     = text("file", symbols: utf16)
    |                                     ^~~~~
