# netc build --set classes=3 --set depht=2 -o none -
net a(x: [B, 3], depth = 1) -> y {
  y = x
  repeat depth { y = y |> dense(2) }
}
=== exit 1
<stdin>:2:5: error: --set classes: a has no compile-time argument of that name [E0201]
  2 | net a(x: [B, 3], depth = 1) -> y {
    |     ^
help: it has depth
<stdin>:2:5: error: --set depht: a has no compile-time argument of that name [E0201]
  2 | net a(x: [B, 3], depth = 1) -> y {
    |     ^
help: did you mean `depth`?
