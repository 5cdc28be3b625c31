# netc emit --stage graph
# The nearest name of the library, of the file and of the scope.
fn double(x) = 2*x
net a(image: [B, 4]) -> y {
  hidden = image |> flaten
  z = image |> dobule
  y = hiden
}
=== exit 1
<stdin>:5:21: error: nothing is named flaten here [E0201]
  5 |   hidden = image |> flaten
    |                     ^~~~~~
help: did you mean `flatten`?
<stdin>:6:16: error: nothing is named dobule here [E0201]
  6 |   z = image |> dobule
    |                ^~~~~~
help: did you mean `double`?
<stdin>:7:7: error: nothing is named hiden here [E0201]
  7 |   y = hiden
    |       ^~~~~
help: did you mean `hidden`?
