# netc verify
# A text that ends within its head.
graph f(x: f32[4]) ->
=== exit 1
<stdin>:3:22: error: expected a name or a type after `->`, found the end of the line [E0101]
  3 | graph f(x: f32[4]) ->
    |                      ^
