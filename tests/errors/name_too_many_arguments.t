# netc emit --stage graph
net a(x: [B, 4]) -> y { y = x |> relu(3) }
=== exit 1
<stdin>:2:39: error: relu has 1 parameter, this is one too many [E0206]
  2 | net a(x: [B, 4]) -> y { y = x |> relu(3) }
    |                                       ^
library/activation.net:5:4: note: it is relu(x)
  5 | fn relu(x) = if x <= 0 then 0 else x
    |    ^~~~
